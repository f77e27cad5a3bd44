import type { Transaction } from '../audit'
import { mustBeAble, type PersonReader } from '../permission'
import { readRows } from '../rows'

/** A browser in which somebody is signed in. */
export interface LiveSession {
  id: string
  /** 'Firefox on Windows' */
  device: string
  /** network address of the last request, at most some minutes old */
  address: string | null
  method: string | null
  startedAt: string
  usedAt: string
  endsAt: string
}

/** Where a person is signed in, last used first. One's own, or anybody's for whoever changes people. */
export async function loadSessions(reader: PersonReader, userId: string, now: Date): Promise<LiveSession[]> {
  mustBeAble(reader, reader.id === userId ? 'own.change' : 'user.change')
  const rows = await readRows<LiveSession & { userAgent: string | null }>(
    `SELECT id, user_agent, ip_address AS address, method, created_at AS started_at, updated_at AS used_at,
            expires_at AS ends_at
       FROM session WHERE user_id = $1 AND expires_at > $2 AND NOT waits ORDER BY updated_at DESC, id`,
    [userId, now],
  )
  return rows.map(({ userAgent, ...session }) => ({ ...session, device: deviceOf(userAgent) }))
}

/** Ends one session of a person; false where they have none such. */
export async function endSession(tx: Transaction, userId: string, id: string): Promise<boolean> {
  return (await tx.session.deleteMany({ where: { id, userId } })).count === 1
}

/** Ends the sessions of a person but one. Returns how many. */
export async function endOtherSessions(
  tx: Transaction,
  userId: string,
  kept: string | undefined,
): Promise<number> {
  const { count } = await tx.session.deleteMany({ where: { userId, ...(kept && { id: { not: kept } }) } })
  return count
}

/** What a User-Agent says, in the order in which one must ask: Edge also says Chrome, and Chrome also says Safari. */
const BROWSERS = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const
const SYSTEMS = [
  ['Windows', 'Windows'],
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const

/** 'Firefox on Windows'; the beginning of what a program calls itself. */
export function deviceOf(userAgent: string | null): string {
  if (!userAgent) return 'Unknown device'
  const named = (table: readonly (readonly [string, string])[]) =>
    table.find(([sign]) => userAgent.includes(sign))?.[1]
  const browser = named(BROWSERS)
  if (!browser) return userAgent.slice(0, 40)
  const system = named(SYSTEMS)
  return system ? `${browser} on ${system}` : browser
}
