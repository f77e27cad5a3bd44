'use client'

import type { Column } from '@/components/data-table/column'
import { ListView } from '@/components/data-table/list-view'
import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { Person } from '@/lib/data/people/people'
import { paths } from '@/lib/format/paths'
import type { ShownList } from '@/lib/format/shown-list'
import { PersonActions } from './person-actions'
import { RoleSelect } from './role-select'

interface PeopleTableProps {
  shown: ShownList<Person>
  /** The person who looks. */
  ownId: string | null
  /** The only licensing admin who can sign in, if there is just one. */
  onlyAdminId: string | undefined
  /** There are other ways to sign in than a password of this console. */
  hasProviders: boolean
}

/** Who may sign in, with their role and what can be done about each. */
export function PeopleTable({ shown, ownId, onlyAdminId, hasProviders }: PeopleTableProps) {
  const columns: readonly Column<Person>[] = [
    {
      id: 'name',
      header: 'Name',
      sortKey: 'name',
      always: true,
      cell: ({ id, name, email, provider }) => (
        <>
          <Link href={paths.person(id)}>
            <strong>{name}</strong>
          </Link>
          {id === ownId && <span className="text-ink-soft"> (you)</span>}
          <small>
            {email}
            {provider && <> through {provider}</>}
          </small>
        </>
      ),
    },
    {
      id: 'role',
      header: 'Role',
      sortKey: 'role',
      cell: (person) => (
        <>
          <RoleSelect person={person} isOnlyAdmin={person.id === onlyAdminId} />
          {person.sites.length > 0 && <small>{person.sites.join(', ')} only</small>}
        </>
      ),
    },
    {
      id: 'state',
      header: 'State',
      sortKey: 'state',
      cell: ({ disabledAt, isSample, isEmergency }) => (
        <span className="flex gap-1.5">
          {disabledAt ? <Badge tone="warn">Disabled</Badge> : <Badge tone="ok">Enabled</Badge>}
          {isSample && <Badge>Sample</Badge>}
          {isEmergency && <Badge tone="watch">For emergencies</Badge>}
        </span>
      ),
    },
    {
      id: 'factor',
      header: 'Second factor',
      sortKey: 'factor',
      cell: ({ hasSecondFactor }) =>
        hasSecondFactor ? <Badge tone="ok">Set up</Badge> : <span className="text-ink-soft">none</span>,
    },
    {
      id: 'lastSignIn',
      header: 'Last sign-in',
      sortKey: 'lastSignIn',
      startsDescending: true,
      cell: ({ lastSignInAt }) =>
        lastSignInAt ? <Time at={lastSignInAt} /> : <span className="text-ink-soft">never</span>,
    },
    {
      id: 'actions',
      header: 'Actions',
      headerHidden: true,
      always: true,
      end: true,
      cell: (person) => (
        <PersonActions person={person} isOnlyAdmin={person.id === onlyAdminId} hasProviders={hasProviders} />
      ),
    },
  ]
  return <ListView label="People" shown={shown} columns={columns} rowId={({ id }) => id} density="roomy" />
}
