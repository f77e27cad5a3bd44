import type { DataReader, Permission } from '@/lib/data/permission'
import { mayWithin, type Role, roleCan } from './permissions'

/** Who acts: a signed-in person, the console itself (command line, start-up, jobs), a program with a token, or nobody. */
export interface Actor extends DataReader {
  readonly kind: 'user' | 'system' | 'token' | 'nobody'
  readonly id: string | null
  readonly name: string
  readonly role: Role | null
  /** Of a person: the session this request came with. */
  readonly session?: ActorSession
  can(permission: Permission): boolean
}

export interface ActorSession {
  readonly id: string
  /** When the person last showed who they are, by signing in or since. */
  readonly confirmedAt: Date | null
}

/** For so long after showing who they are, a person may do what is grave. */
export const CONFIRMED_MINUTES = 10

/** Whether whoever acts has shown lately who they are. Programs and the console itself are asked by other means. */
export function isConfirmed({ kind, session }: Actor, now: Date): boolean {
  if (kind !== 'user') return true
  const since = now.getTime() - (session?.confirmedAt?.getTime() ?? Number.NEGATIVE_INFINITY)
  return since < CONFIRMED_MINUTES * 60_000
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

interface ActingPerson {
  id: string
  name: string
  role: Role
  /** ids of the sites to which they are limited; none: not limited */
  siteIds?: readonly number[]
  session?: ActorSession
}

export function userActor(user: ActingPerson): Actor {
  const sites = user.siteIds?.length ? user.siteIds : undefined
  return {
    kind: 'user',
    id: user.id,
    name: user.name,
    role: user.role,
    ...(user.session && { session: user.session }),
    sites,
    can: (permission) => mayWithin(user.role, sites, permission),
  }
}
