import type { Permission } from '../permission'

/** What a token may do. None writes keys or people, and one that sends can read nothing. */
export const SCOPES = {
  'observations.write': { words: 'send observations', permissions: ['import.create', 'import.record'] },
  'files.write': { words: 'send files', permissions: ['import.create', 'import.record'] },
  'fleet.read': {
    words: 'read machines and licenses',
    permissions: ['machine.read', 'machine.export', 'fleet.read', 'fleet.export', 'reference.read'],
  },
  'hosts.read': {
    words: 'read KMS hosts, keys by their last five, ledgers and discovery',
    permissions: ['kmsHost.read', 'key.read', 'ledger.read', 'discovery.read', 'reference.read'],
  },
  'alerts.read': { words: 'read alerts', permissions: ['alert.read'] },
} as const satisfies Record<string, { words: string; permissions: readonly Permission[] }>

export type Scope = keyof typeof SCOPES
export const SCOPE_NAMES = Object.keys(SCOPES) as [Scope, ...Scope[]]
