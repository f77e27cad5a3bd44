import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { mayWithin, ROLE_LABELS, ROLES, type Role } from '@/lib/auth/permissions'
import type { Permission } from '@/lib/data/permission'

interface Doing {
  what: string
  permission: Permission
}

/** What people ask of roles, in the order in which they ask. */
const DOINGS: readonly Doing[] = [
  { what: 'See clients, licenses and the desk', permission: 'machine.read' },
  { what: 'Export clients and licenses', permission: 'machine.export' },
  { what: 'See reports of machines', permission: 'machine.read' },
  { what: 'See duplicate CMIDs and forgotten machines', permission: 'fleet.read' },
  { what: 'See KMS hosts', permission: 'kmsHost.read' },
  { what: 'Check DNS now', permission: 'discovery.probe' },
  { what: 'Comment on machines and KMS hosts', permission: 'note.write' },
  { what: 'Tag, rename, merge or forget machines', permission: 'fleet.change' },
  { what: 'See alerts', permission: 'alert.read' },
  { what: 'Comment on alerts', permission: 'alert.note' },
  { what: 'Acknowledge, assign, snooze or close alerts', permission: 'alert.act' },
  { what: 'See the plan', permission: 'plan.read' },
  { what: 'Take a plan into force', permission: 'plan.change' },
  { what: 'Share reports', permission: 'report.share' },
  { what: 'Read the audit log', permission: 'audit.read' },
  { what: 'Import files', permission: 'import.create' },
  { what: 'Spend activations and change keys', permission: 'key.change' },
  { what: 'Reveal full keys', permission: 'key.reveal' },
  { what: 'Invite and change people', permission: 'user.change' },
]

const ofRole = (role: Role): Column<Doing> => ({
  id: role,
  header: ROLE_LABELS[role],
  cell: ({ permission }) => answer(role, permission),
})

const COLUMNS: readonly Column<Doing>[] = [
  { id: 'what', header: 'What', rowHeader: true, cell: ({ what }) => what },
  ...ROLES.map(ofRole),
]

/** Who may do what, as the table of permissions says it. */
export function RoleTable() {
  return <DataTable label="What roles may do" columns={COLUMNS} rows={DOINGS} rowId={({ what }) => what} />
}

function answer(role: Role, permission: Permission): string {
  if (!mayWithin(role, undefined, permission)) return 'no'
  const isKept = role === 'licensingAdmin' || mayWithin(role, [0], permission)
  return isKept ? 'yes' : 'not if limited to sites'
}
