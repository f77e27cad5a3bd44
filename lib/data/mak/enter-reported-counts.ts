import type { SqlRunner } from '../rows'
import { appendEntries } from './append-entries'
import { lockAllAccounts } from './lock-account'
import { CONSOLE_NAME, seenKey } from './settle-uses'

interface CountRow {
  keyId: string
  at: string
  fingerprint: string
  remaining: number
  importId: string | null
  line: number | null
  /** how often it was entered and taken back */
  times: number
}

/** The counts of the merge at hand, in its temporary table `fresh`. */
export const FRESH_COUNTS = `SELECT * FROM fresh WHERE kind = 'keyCount'`

/** The counts that the history holds of keys with these last fives; they name neither machine nor host. */
export const KEPT_COUNTS = `SELECT * FROM activation_event
  WHERE name_id IS NULL AND host_id IS NULL AND kind = 'keyCount' AND upper(details ->> 'partialKey') = ANY($1::text[])`

/**
 * Enters what VAMT reported to be left on our MAKs. Changes no balance; a count that was entered before is
 * left alone. `counts`: one of the two queries above.
 */
export async function enterReportedCounts(
  sql: SqlRunner,
  counts: typeof FRESH_COUNTS | typeof KEPT_COUNTS,
  now: Date,
  lastFives?: readonly string[],
): Promise<void> {
  await lockAllAccounts(sql)
  const rows = await sql.rows<CountRow>(
    `SELECT c.key_id, c.at, c.fingerprint, c.remaining, c.import_id, c.line,
            (SELECT count(*)::int FROM mak_entry m WHERE m.fingerprint = c.fingerprint AND m.key_id = c.key_id) AS times
       FROM (SELECT e.*, (e.details ->> 'remaining')::int AS remaining,
                    mak_of_reading(e.details ->> 'partialKey', NULL) AS key_id
               FROM (${counts}) e WHERE e.details ->> 'remaining' ~ '^[0-9]{1,9}$') c
      WHERE c.key_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM mak_entry m WHERE m.fingerprint = c.fingerprint AND m.key_id = c.key_id
               AND NOT EXISTS (SELECT FROM mak_entry t WHERE t.key_id = m.key_id AND t.takes_back = m.no))
      ORDER BY c.at, c.fingerprint`,
    lastFives ? [lastFives] : [],
  )
  const entries = rows.map((row) => ({
    keyId: row.keyId,
    kind: 'microsoftCount' as const,
    change: 0,
    remaining: row.remaining,
    at: row.at,
    source: 'VAMT' as const,
    actorName: CONSOLE_NAME,
    importId: row.importId ?? undefined,
    line: row.line ?? undefined,
    fingerprint: row.fingerprint,
    idempotencyKey: seenKey(row.fingerprint, row.times),
  }))
  await appendEntries(sql, entries, now)
}
