import type { Metadata } from 'next'
import { cookies, headers } from 'next/headers'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/ui/card'
import { Fact, Facts } from '@/components/ui/facts'
import { parseDayForm } from '@/lib/activation/words/day-form'
import { requireActor } from '@/lib/auth/actor'
import { passkeyHost } from '@/lib/auth/passkey-host'
import { ROLE_LABELS, ROLE_SENTENCES } from '@/lib/auth/permissions'
import { loadOwnAccount } from '@/lib/data/people/own-account'
import { loadOwnChoices, loadStartPages } from '@/lib/data/people/own-choices'
import { loadSessions } from '@/lib/data/people/sessions'
import { parseTheme, THEME_COOKIE } from '@/lib/format/own-choices'
import { ChoicesSection } from './choices-section'
import { FactorSection } from './factor-section'
import { ChangePassword, NameForm } from './own-facts'
import { SessionTable } from './session-table'

export const metadata: Metadata = { title: 'Your account' }

export default async function AccountPage() {
  const actor = await requireActor('own.change')
  const now = new Date()
  const [account, sessions, choices, startPages, requestHeaders, jar] = await Promise.all([
    loadOwnAccount(actor),
    loadSessions(actor, actor.id ?? '', now),
    loadOwnChoices(actor),
    loadStartPages(actor),
    headers(),
    cookies(),
  ])
  return (
    <div className="grid gap-8">
      <PageHeader
        title="Your account"
        description="Who you are here, how you sign in, and where you are signed in."
      />
      <Section id="you" title="You">
        <Facts>
          <Fact name="Name">
            <NameForm name={account.name} />
          </Fact>
          <Fact name="Email address">{account.email}</Fact>
          <Fact name="Role">
            {actor.role && (
              <>
                {ROLE_LABELS[actor.role]}. <span className="text-ink-soft">{ROLE_SENTENCES[actor.role]}</span>
              </>
            )}
          </Fact>
          <Fact name="Password">
            {account.hasPassword ? (
              <ChangePassword />
            ) : (
              'You sign in elsewhere; this console has no password of yours.'
            )}
          </Fact>
        </Facts>
      </Section>
      <FactorSection
        account={account}
        isNeeded={account.needsSecondFactor}
        canPasskey={passkeyHost(requestHeaders) !== undefined}
      />
      <ChoicesSection
        theme={parseTheme(choices.theme ?? jar.get(THEME_COOKIE)?.value)}
        density={choices.density ?? ''}
        startPage={
          startPages.some(({ value }) => value === choices.startPage) ? (choices.startPage ?? '') : ''
        }
        timeZone={choices.timeZone ?? ''}
        dayForm={parseDayForm(choices.dayForm)}
        startPages={startPages}
      />
      <Section
        id="sessions"
        title="Sessions"
        hint="The browsers in which you are signed in. End what you do not know, then change your password."
      >
        <SessionTable sessions={sessions} ownId={actor.session?.id} />
      </Section>
    </div>
  )
}
