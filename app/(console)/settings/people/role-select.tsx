'use client'

import { useTransition } from 'react'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { Select } from '@/components/ui/select'
import { Tooltip } from '@/components/ui/tooltip'
import { ROLE_LABELS, ROLE_SENTENCES, ROLES, type Role } from '@/lib/auth/permissions'
import type { Person } from '@/lib/data/people/people'
import { changeRoleAction } from './actions'

export const ROLE_OPTIONS = ROLES.map((role) => ({
  value: role,
  label: ROLE_LABELS[role],
  hint: ROLE_SENTENCES[role],
}))

/** A person's role, changed where it stands. */
export function RoleSelect({ person, isOnlyAdmin }: { person: Person; isOnlyAdmin: boolean }) {
  const [busy, startTransition] = useTransition()
  const change = (role: Role) => {
    if (role === person.role) return
    startTransition(async () => {
      const result = await changeRoleAction({ personId: person.id, role })
      const problem = actionProblem(result)
      if (problem) toast.failed('The role was not changed', problem)
      else toast.done(`${person.name} is now ${ROLE_LABELS[role].toLowerCase()}`)
    })
  }
  if (isOnlyAdmin) {
    return (
      <Tooltip text="The only licensing admin who can sign in. Make someone else licensing admin first.">
        <button type="button" className="cursor-default rounded-sm px-2.5" aria-disabled>
          {ROLE_LABELS[person.role]}
        </button>
      </Tooltip>
    )
  }
  return (
    <Select
      aria-label={`Role of ${person.name}`}
      options={ROLE_OPTIONS}
      value={person.role}
      onValueChange={change}
      disabled={busy}
      className="h-7 min-w-40 text-table"
    />
  )
}
