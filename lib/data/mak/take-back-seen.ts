import type { SqlRunner } from '../rows'
import { appendEntries } from './append-entries'
import { lockAllAccounts } from './lock-account'
import { CONSOLE_NAME } from './settle-uses'

/** Takes back what the ledgers of our MAKs hold of the observations in `gone`, a temporary table of the caller. */
export async function takeBackSeen(sql: SqlRunner, now: Date): Promise<void> {
  const [any] = await sql.rows(
    `SELECT 1 AS one FROM gone g WHERE g.kind IN ('license', 'keyCount')
        AND EXISTS (SELECT FROM mak_entry e WHERE e.fingerprint = g.fingerprint AND e.at = g.at) LIMIT 1`,
  )
  if (any === undefined) return
  await lockAllAccounts(sql)
  const seen = await sql.rows<{
    keyId: string
    no: number
    change: number
    at: string
    machine: string | null
  }>(
    `SELECT e.key_id, e.no, e.change, e.at, e.machine FROM mak_entry e
       JOIN gone g ON g.fingerprint = e.fingerprint AND g.at = e.at
      WHERE NOT EXISTS (SELECT FROM mak_entry t WHERE t.key_id = e.key_id AND t.takes_back = e.no) ORDER BY e.key_id, e.no`,
  )
  const entries = seen.map(({ keyId, no, change, at, machine }) => ({
    keyId,
    kind: 'correction' as const,
    change: change === 0 ? 0 : -change,
    at,
    machine: machine ?? undefined,
    source: 'observation' as const,
    reason: 'The import that showed it was undone.',
    actorName: CONSOLE_NAME,
    takesBack: no,
    idempotencyKey: `back:${no}`,
  }))
  await appendEntries(sql, entries, now)
}
