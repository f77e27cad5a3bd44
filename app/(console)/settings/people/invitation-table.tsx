'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { FormDialog } from '@/components/form/form-dialog'
import { Button } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import { ROLE_LABELS } from '@/lib/auth/permissions'
import type { Invitation } from '@/lib/data/people/setup-link'
import { withdrawAction } from './actions'

const COLUMNS: readonly Column<Invitation>[] = [
  {
    id: 'for',
    header: 'For',
    cell: ({ name, email }) => (
      <>
        <strong>{name}</strong>
        <small>{email}</small>
      </>
    ),
  },
  { id: 'role', header: 'Role', cell: ({ role }) => ROLE_LABELS[role] },
  { id: 'made', header: 'Made', cell: ({ createdAt }) => <Time at={createdAt} /> },
  { id: 'expires', header: 'Expires', cell: ({ expiresAt }) => <Time at={expiresAt} /> },
  {
    id: 'actions',
    header: 'Actions',
    headerHidden: true,
    end: true,
    cell: (invitation) => <Withdraw invitation={invitation} />,
  },
]

export function InvitationTable({ invitations }: { invitations: readonly Invitation[] }) {
  return <DataTable label="Open invitations" columns={COLUMNS} rows={invitations} rowId={({ id }) => id} />
}

function Withdraw({ invitation }: { invitation: Invitation }) {
  return (
    <FormDialog
      title="Withdraw this invitation?"
      description={`The link for ${invitation.name} stops working. You can invite them again.`}
      confirmLabel="Withdraw"
      danger
      trigger={
        <Button look="quiet" size="small">
          Withdraw
        </Button>
      }
      action={withdrawAction}
      input={() => ({ invitationId: invitation.id })}
    />
  )
}
