import type { SqlRunner } from '../rows'
import { RECORD_LOCK } from '../transaction'
import { enterReportedCounts, KEPT_COUNTS } from './enter-reported-counts'
import { enterUses } from './enter-uses'

/**
 * Waits for a running merge and keeps others out until the transaction ends. An operation that changes keys
 * takes it before any other lock, as merges do.
 */
export async function waitForMerge(sql: SqlRunner): Promise<void> {
  await sql.rows(`SELECT pg_advisory_xact_lock(${RECORD_LOCK})::text AS locked`)
}

/**
 * Enters what was observed of MAKs before they were added, or before it was known which products they are for:
 * uses by machines, and counts that VAMT reported. For the operation that adds or changes keys, in its
 * transaction: it waits for a running merge, so that no reading falls between the two. Entering again changes
 * nothing. Keys of other kinds are passed over.
 */
export async function enterPastUses(sql: SqlRunner, keyIds: readonly string[], now: Date): Promise<number> {
  const keys = await sql.rows<{ lastFive: string }>(
    `SELECT DISTINCT last_five FROM product_key WHERE id = ANY($1::uuid[]) AND kind = 'mak'`,
    [keyIds],
  )
  if (keys.length === 0) return 0
  const lastFives = keys.map(({ lastFive }) => lastFive)
  await waitForMerge(sql)
  const clients = await sql.rows<{ clientId: number }>(
    `SELECT DISTINCT n.client_id
       FROM activation_event e JOIN client_name n ON n.id = e.name_id
      WHERE e.kind = 'license' AND e.details ->> 'partialKey' = ANY($1::text[]) ORDER BY 1`,
    [lastFives],
  )
  const entered = await enterUses(
    sql,
    clients.map(({ clientId }) => clientId),
    now,
  )
  await enterReportedCounts(sql, KEPT_COUNTS, now, lastFives)
  return entered
}
