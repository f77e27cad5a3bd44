'use client'

import { useSend } from '@/components/form/use-send'
import { Select } from '@/components/ui/select'
import { Tooltip } from '@/components/ui/tooltip'
import { ROLE_LABELS, ROLE_SENTENCES, ROLES } from '@/lib/auth/permissions'
import type { Person } from '@/lib/data/people/people'
import { changeRoleAction } from './actions'

export const ROLE_OPTIONS = ROLES.map((role) => ({
  value: role,
  label: ROLE_LABELS[role],
  hint: ROLE_SENTENCES[role],
}))

/** A person's role, changed where it stands. */
export function RoleSelect({ person, isOnlyAdmin }: { person: Person; isOnlyAdmin: boolean }) {
  const { send, busy, question } = useSend(changeRoleAction, { failed: 'The role was not changed' })
  const fixed = fixedBy(person, isOnlyAdmin)
  if (fixed) {
    return (
      <Tooltip text={fixed}>
        <button type="button" className="cursor-default rounded-sm px-2.5" aria-disabled>
          {ROLE_LABELS[person.role]}
        </button>
      </Tooltip>
    )
  }
  return (
    <>
      <Select
        aria-label={`Role of ${person.name}`}
        options={ROLE_OPTIONS}
        value={person.role}
        onValueChange={(role) => role !== person.role && void send({ personId: person.id, role })}
        disabled={busy}
        className="h-7 min-w-40 text-table"
      />
      {question}
    </>
  )
}

/** Why the role cannot be changed here. */
function fixedBy({ provider }: Person, isOnlyAdmin: boolean): string | undefined {
  if (provider) return `The role follows from the groups of ${provider}.`
  return isOnlyAdmin
    ? 'The only licensing admin who can sign in. Make someone else licensing admin first.'
    : undefined
}
