'use client'

import { Badge } from '@/components/ui/badge'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { Person } from '@/lib/data/people/people'
import { PersonActions } from './person-actions'
import { RoleSelect } from './role-select'

interface PeopleTableProps {
  people: readonly Person[]
  /** The person who looks. */
  ownId: string | null
  /** The only licensing admin who can sign in, if there is just one. */
  onlyAdminId: string | undefined
}

export function PeopleTable({ people, ownId, onlyAdminId }: PeopleTableProps) {
  return (
    <Table label="People">
      <TableHead>
        <tr>
          <HeaderCell>Name</HeaderCell>
          <HeaderCell>Role</HeaderCell>
          <HeaderCell>State</HeaderCell>
          <HeaderCell>Last sign-in</HeaderCell>
          <HeaderCell>
            <span className="sr-only">Actions</span>
          </HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {people.map((person) => (
          <TableRow key={person.id}>
            <Cell>
              <span className="grid leading-tight py-1">
                <span className="font-medium">
                  {person.name}
                  {person.id === ownId && <span className="font-normal text-ink-soft"> (you)</span>}
                </span>
                <span className="text-ink-soft">{person.email}</span>
              </span>
            </Cell>
            <Cell>
              <RoleSelect person={person} isOnlyAdmin={person.id === onlyAdminId} />
            </Cell>
            <Cell>
              <span className="flex gap-1.5">
                {person.disabledAt ? <Badge tone="warn">Disabled</Badge> : <Badge tone="ok">Enabled</Badge>}
                {person.isSample && <Badge>Sample</Badge>}
              </span>
            </Cell>
            <Cell>
              {person.lastSignInAt ? (
                <Time at={person.lastSignInAt} />
              ) : (
                <span className="text-ink-soft">never</span>
              )}
            </Cell>
            <Cell className="text-right">
              <PersonActions person={person} isOnlyAdmin={person.id === onlyAdminId} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
