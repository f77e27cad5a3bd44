import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { requireActor } from '@/lib/auth/actor'
import { loadShownList } from '@/lib/data/lists/shown-list'
import { readAccessRules } from '@/lib/data/people/access-rules'
import { loadPeople, type Person } from '@/lib/data/people/people'
import { PEOPLE_LIST } from '@/lib/data/people/people-list'
import { loadOpenInvitations } from '@/lib/data/people/setup-link'
import { loadSignInChoices } from '@/lib/data/people/sign-in-providers'
import type { ListRequest } from '@/lib/format/list-address'
import { paths } from '@/lib/format/paths'
import { KeyBesideNotice } from '../key-beside-notice'
import { InvitationTable } from './invitation-table'
import { InviteDialog } from './invite-dialog'
import { InviteSeveralDialog } from './invite-several-dialog'
import { PeopleTable } from './people-table'
import { RoleTable } from './role-table'
import { RulesDialog } from './rules-dialog'

export const metadata: Metadata = { title: 'People' }

interface PeoplePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function PeoplePage({ searchParams }: PeoplePageProps) {
  const params = await searchParams
  const actor = await requireActor('user.read')
  const now = new Date()
  const [people, invitations, rules, ways] = await Promise.all([
    loadPeople(actor),
    loadOpenInvitations(actor, now),
    readAccessRules(),
    loadSignInChoices(),
  ])
  const read = (request: ListRequest) => PEOPLE_LIST.pageOf(people, request, now)
  const shown = await loadShownList(actor, PEOPLE_LIST, params, now, { read })
  return (
    <div className="grid gap-8">
      <PageHeader
        title="People"
        description="Who may sign in, and what their role lets them do. A person joins by a one-time link that you hand over yourself."
        actions={
          <>
            <LinkButton href={paths.providers()}>Ways to sign in</LinkButton>
            <RulesDialog rules={rules} />
            <InviteSeveralDialog />
            <InviteDialog />
          </>
        }
      />
      {actor.can('key.change') && <KeyBesideNotice />}
      <PeopleTable
        shown={shown}
        ownId={actor.id}
        onlyAdminId={onlyAdminId(people)}
        hasProviders={ways.length > 0}
      />
      <Section
        id="roles"
        title="What roles may do"
        hint="A manager or helpdesk person can be limited to sites, on their own page: counts, lists and search then leave out all other machines."
      >
        <RoleTable />
      </Section>
      {invitations.length > 0 && (
        <Section
          id="invitations"
          title="Open invitations"
          hint="Links that nobody has used yet. The link itself was shown once; withdraw it and invite again if it is lost."
        >
          <InvitationTable invitations={invitations} />
        </Section>
      )}
    </div>
  )
}

/** The one licensing admin who can sign in, when there is only one: they stay admin. */
function onlyAdminId(people: readonly Person[]): string | undefined {
  const admins = people.filter((person) => person.role === 'licensingAdmin' && !person.disabledAt)
  return admins.length === 1 ? admins[0]?.id : undefined
}
