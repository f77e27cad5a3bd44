'use client'

import type { Column } from '@/components/data-table/column'
import { ListView } from '@/components/data-table/list-view'
import { Badge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import type { Person } from '@/lib/data/people/people'
import type { ShownList } from '@/lib/format/shown-list'
import { PersonActions } from './person-actions'
import { RoleSelect } from './role-select'

interface PeopleTableProps {
  shown: ShownList<Person>
  /** The person who looks. */
  ownId: string | null
  /** The only licensing admin who can sign in, if there is just one. */
  onlyAdminId: string | undefined
}

/** Who may sign in, with their role and what can be done about each. */
export function PeopleTable({ shown, ownId, onlyAdminId }: PeopleTableProps) {
  const columns: readonly Column<Person>[] = [
    {
      id: 'name',
      header: 'Name',
      sortKey: 'name',
      always: true,
      cell: ({ id, name, email }) => (
        <>
          <strong>{name}</strong>
          {id === ownId && <span className="text-ink-soft"> (you)</span>}
          <small>{email}</small>
        </>
      ),
    },
    {
      id: 'role',
      header: 'Role',
      sortKey: 'role',
      cell: (person) => <RoleSelect person={person} isOnlyAdmin={person.id === onlyAdminId} />,
    },
    {
      id: 'state',
      header: 'State',
      sortKey: 'state',
      cell: ({ disabledAt, isSample }) => (
        <span className="flex gap-1.5">
          {disabledAt ? <Badge tone="warn">Disabled</Badge> : <Badge tone="ok">Enabled</Badge>}
          {isSample && <Badge>Sample</Badge>}
        </span>
      ),
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
      cell: (person) => <PersonActions person={person} isOnlyAdmin={person.id === onlyAdminId} />,
    },
  ]
  return <ListView label="People" shown={shown} columns={columns} rowId={({ id }) => id} density="roomy" />
}
