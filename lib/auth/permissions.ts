import { PERMISSIONS, type Permission } from '@/lib/data/permission'

export const ROLES = ['licensingAdmin', 'manager', 'helpdesk'] as const
export type Role = (typeof ROLES)[number]

/** The one table of what each role may do. Someone signed out has the row `nobody`. */
export const ROLE_PERMISSIONS = {
  licensingAdmin: PERMISSIONS,
  manager: [
    'machine.read',
    'machine.export',
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
    'channel.read',
    'report.share',
    'view.save',
    'view.share',
    'note.write',
    'alert.read',
    'alert.rules',
    'alert.note',
    'alert.act',
    'plan.read',
    'own.change',
    'own.secure',
    'link.use',
  ],
  helpdesk: [
    'machine.read',
    'fleet.read',
    'kmsHost.read',
    'key.read',
    'discovery.read',
    'discovery.probe',
    'reference.read',
    'view.save',
    'note.write',
    'alert.read',
    'alert.rules',
    'alert.note',
    'own.change',
    'own.secure',
    'link.use',
  ],
  nobody: ['link.use'],
} as const satisfies Record<Role | 'nobody', readonly Permission[]>

/**
 * Of these the loaders narrow to sites, or they have nothing to do with machines: what whoever is limited to sites keeps of
 * their role. What is not here is refused to them, and so is everything that is new.
 */
const KEPT_WITHIN_SITES: readonly Permission[] = [
  'machine.read',
  'machine.export',
  'alert.read',
  'reference.read',
  'view.save',
  'note.write',
  'own.change',
  'own.secure',
  'link.use',
]

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
    'Sees and exports the whole fleet, key counts and forecasts, imports and the audit log; takes alerts on, changes nothing else.',
  helpdesk: 'Looks up clients and KMS hosts and checks DNS; no exports, no imports.',
} as const satisfies Record<Role, string>

/** What somebody without the permission cannot do: 'Your role does not let you …'. */
export const PERMISSION_WORDS = {
  'machine.read': 'see machines',
  'machine.export': 'export machines',
  'fleet.read': 'see the whole fleet',
  'fleet.export': 'export the fleet',
  'fleet.change': 'change machines, their sites, owners and tags',
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
  'channel.read': 'see how messages are sent',
  'channel.change': 'change how messages are sent',
  'report.share': 'share reports',
  'view.save': 'save views',
  'view.share': 'share views',
  'note.write': 'write notes',
  'alert.read': 'see alerts',
  'alert.rules': 'see what alerts there are',
  'alert.note': 'write notes on alerts',
  'alert.act': 'acknowledge, assign, snooze or close alerts',
  'alert.change': 'change what alerts there are',
  'plan.read': 'see the plan',
  'plan.change': 'change the plan',
  'own.change': 'change your account',
  'own.secure': 'change your second factor',
  'link.use': 'use this link',
} as const satisfies Record<Permission, string>

export function roleCan(role: Role | 'nobody', permission: Permission): boolean {
  const allowed: readonly Permission[] = ROLE_PERMISSIONS[role]
  return allowed.includes(permission)
}

/** Whether whoever has the role may do that, limited to some sites or not. */
export function mayWithin(role: Role, sites: readonly number[] | undefined, permission: Permission): boolean {
  return roleCan(role, permission) && (sites === undefined || KEPT_WITHIN_SITES.includes(permission))
}
