import { PERMISSIONS, type Permission } from '@/lib/data/permission'

export const ROLES = ['licensingAdmin', 'manager', 'helpdesk'] as const
export type Role = (typeof ROLES)[number]

/** The one table of what each role may do. Someone signed out has the row `nobody`. */
export const ROLE_PERMISSIONS = {
  licensingAdmin: PERMISSIONS,
  manager: [
    'fleet.read',
    'fleet.export',
    'kmsHost.read',
    'key.read',
    'ledger.read',
    'exchange.read',
    'discovery.read',
    'reference.read',
    'import.read',
    'audit.read',
    'view.save',
    'view.share',
    'note.write',
    'link.use',
  ],
  helpdesk: [
    'fleet.read',
    'kmsHost.read',
    'key.read',
    'discovery.read',
    'discovery.probe',
    'reference.read',
    'view.save',
    'note.write',
    'link.use',
  ],
  nobody: ['link.use'],
} as const satisfies Record<Role | 'nobody', readonly Permission[]>

/** Words for a person. */
export const ROLE_LABELS = {
  licensingAdmin: 'Licensing admin',
  manager: 'Manager',
  helpdesk: 'Helpdesk',
} as const satisfies Record<Role, string>

/** One sentence per role, shown where a role is chosen. */
export const ROLE_SENTENCES = {
  licensingAdmin: 'Sees and changes everything: imports, keys, KMS hosts, people, settings.',
  manager:
    'Sees and exports the whole fleet, key counts and forecasts, imports and the audit log; changes nothing.',
  helpdesk: 'Looks up clients and KMS hosts and checks DNS; no exports, no imports.',
} as const satisfies Record<Role, string>

/** What somebody without the permission cannot do: 'Your role does not let you …'. */
export const PERMISSION_WORDS = {
  'fleet.read': 'see the fleet',
  'fleet.export': 'export the fleet',
  'fleet.change': 'change sites, owners and tags of machines',
  'kmsHost.read': 'see KMS hosts',
  'kmsHost.change': 'change KMS hosts',
  'key.read': 'see keys',
  'key.change': 'change keys',
  'key.reveal': 'reveal keys',
  'ledger.read': 'see ledgers',
  'ledger.change': 'change ledgers',
  'exchange.read': 'see offline activation',
  'exchange.change': 'work on offline activation',
  'discovery.read': 'see discovery and networks',
  'discovery.change': 'change networks',
  'discovery.probe': 'check DNS now',
  'reference.read': 'see the reference',
  'reference.change': 'change the reference',
  'import.create': 'import files',
  'import.read': 'see imports',
  'import.record': 'record imports',
  'import.cancel': 'cancel imports',
  'sample.load': 'load the sample fleet',
  'sample.remove': 'remove the sample fleet',
  'user.read': 'see who may sign in',
  'user.invite': 'invite people',
  'user.change': 'change people',
  'audit.read': 'see the audit log',
  'token.read': 'see API tokens',
  'token.change': 'change API tokens',
  'view.save': 'save views',
  'view.share': 'share views',
  'note.write': 'write notes',
  'link.use': 'use this link',
} as const satisfies Record<Permission, string>

export function roleCan(role: Role | 'nobody', permission: Permission): boolean {
  const allowed: readonly Permission[] = ROLE_PERMISSIONS[role]
  return allowed.includes(permission)
}
