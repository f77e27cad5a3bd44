import type { DataReader, Permission } from '@/lib/data/permission'
import { type Role, roleCan } from './permissions'

/** Who acts: a signed-in person, the console itself (command line, start-up, jobs), a program with a token, or nobody. */
export interface Actor extends DataReader {
  readonly kind: 'user' | 'system' | 'token' | 'nobody'
  readonly id: string | null
  readonly name: string
  readonly role: Role | null
  can(permission: Permission): boolean
}

/** Someone without a session. */
export const NOBODY: Actor = {
  kind: 'nobody',
  id: null,
  name: 'nobody',
  role: null,
  can: (permission) => roleCan('nobody', permission),
}

/** @param name as it appears in the audit log: 'command line', 'start-up'. */
export function systemActor(name: string): Actor {
  return { kind: 'system', id: null, name, role: null, can: () => true }
}

export function userActor(user: { id: string; name: string; role: Role }): Actor {
  return {
    kind: 'user',
    id: user.id,
    name: user.name,
    role: user.role,
    can: (permission) => roleCan(user.role, permission),
  }
}
