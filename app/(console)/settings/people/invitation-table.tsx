'use client'

import { ConfirmDialog } from '@/components/feedback/confirm-dialog'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { Button } from '@/components/ui/button'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { ROLE_LABELS } from '@/lib/auth/permissions'
import type { Invitation } from '@/lib/data/people/setup-link'
import { withdrawAction } from './actions'

export function InvitationTable({ invitations }: { invitations: readonly Invitation[] }) {
  return (
    <Table label="Open invitations">
      <TableHead>
        <tr>
          <HeaderCell>For</HeaderCell>
          <HeaderCell>Role</HeaderCell>
          <HeaderCell>Made</HeaderCell>
          <HeaderCell>Expires</HeaderCell>
          <HeaderCell>
            <span className="sr-only">Actions</span>
          </HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {invitations.map((invitation) => (
          <TableRow key={invitation.id}>
            <Cell>
              <span className="grid leading-tight py-1">
                <span className="font-medium">{invitation.name}</span>
                <span className="text-ink-soft">{invitation.email}</span>
              </span>
            </Cell>
            <Cell>{ROLE_LABELS[invitation.role]}</Cell>
            <Cell>
              <Time at={invitation.createdAt} />
            </Cell>
            <Cell>
              <Time at={invitation.expiresAt} />
            </Cell>
            <Cell className="text-right">
              <Withdraw invitation={invitation} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function Withdraw({ invitation }: { invitation: Invitation }) {
  return (
    <ConfirmDialog
      title="Withdraw this invitation?"
      confirmLabel="Withdraw"
      danger
      trigger={
        <Button look="quiet" size="small">
          Withdraw
        </Button>
      }
      onConfirm={async () => {
        const result = await withdrawAction({ invitationId: invitation.id })
        const problem = actionProblem(result)
        if (!problem) toast.done('The invitation is withdrawn')
        return problem
      }}
    >
      The link for {invitation.name} stops working. You can invite them again.
    </ConfirmDialog>
  )
}
