import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CrumbName } from '@/components/layout/crumb-name'
import { PageHeader } from '@/components/layout/page-header'
import { Badge } from '@/components/ui/badge'
import { Section } from '@/components/ui/card'
import { Fact, Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { requireActor } from '@/lib/auth/actor'
import { ROLE_LABELS } from '@/lib/auth/permissions'
import { loadPersonPage } from '@/lib/data/people/person-page'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { LimitPerson, PersonSessions, RemoveFactors } from './person-access'

export const metadata: Metadata = { title: 'Person' }

export default async function PersonPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const actor = await requireActor('user.change')
  const found = await loadPersonPage(actor, decodeURIComponent(id), new Date())
  if (!found) notFound()
  const { person, factors, sessions } = found
  const hasFactor = factors.hasApp || factors.passkeys.length > 0
  return (
    <div className="grid gap-8">
      <CrumbName path={paths.person(id)} name={person.name} />
      <PageHeader
        title={person.name}
        description={
          <>
            {person.email}, {ROLE_LABELS[person.role].toLowerCase()}
            {person.disabledAt && (
              <>
                {' '}
                <Badge tone="warn">Disabled</Badge>
              </>
            )}
          </>
        }
      />
      <Facts>
        <Fact name="Joined">
          <Time at={person.createdAt} />
        </Fact>
        <Fact name="Last sign-in">{person.lastSignInAt ? <Time at={person.lastSignInAt} /> : 'never'}</Fact>
        <Fact name="Sees">
          <span className="inline-flex flex-wrap items-baseline gap-2">
            {person.sites.length > 0 ? `machines of ${person.sites.join(', ')}` : 'all machines'}
            {person.role !== 'licensingAdmin' && person.provider === null && <LimitPerson person={person} />}
          </span>
        </Fact>
        <Fact name="Second factor">
          <span className="inline-flex flex-wrap items-baseline gap-2">
            {hasFactor ? factorWords(factors) : 'none'}
            {hasFactor && <RemoveFactors person={person} />}
          </span>
        </Fact>
        <Fact name="What they did">
          <Link href={paths.audit({ actor: person.name })} className="link">
            In the audit log
          </Link>
        </Fact>
      </Facts>
      <Section id="sessions" title="Sessions" hint="The browsers in which they are signed in.">
        <PersonSessions person={person} sessions={sessions} ownId={actor.session?.id} />
      </Section>
    </div>
  )
}

/** 'authenticator app, 2 passkeys, 8 recovery codes left' */
function factorWords(factors: { hasApp: boolean; passkeys: unknown[]; recoveryCodesLeft: number }): string {
  const { hasApp, passkeys, recoveryCodesLeft } = factors
  return [
    hasApp && 'authenticator app',
    passkeys.length > 0 && formatCountOf(passkeys.length, 'passkey'),
    `${formatCountOf(recoveryCodesLeft, 'recovery code')} left`,
  ]
    .filter(Boolean)
    .join(', ')
}
