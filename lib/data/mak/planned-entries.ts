import type { SqlRunner } from '../rows'

/** A planned entry and what became of it. */
export interface PlannedEntry {
  no: number
  idempotencyKey: string
  change: number
  machine: string | null
  /** A correction took it back. */
  isTakenBack: boolean
  /** The machine was seen licensed since. */
  isSeen: boolean
}

/** The entries of a key with these idempotency keys. */
export async function plannedEntries(
  sql: SqlRunner,
  keyId: string,
  entryKeys: readonly string[],
): Promise<PlannedEntry[]> {
  return sql.rows<PlannedEntry>(
    `SELECT e.no, e.idempotency_key, e.change, e.machine,
            EXISTS (SELECT FROM mak_entry t WHERE t.takes_back = e.no AND t.key_id = e.key_id) AS is_taken_back,
            EXISTS (SELECT FROM mak_entry s WHERE s.covered_by = e.no AND s.key_id = e.key_id
                       AND NOT EXISTS (SELECT FROM mak_entry t WHERE t.takes_back = s.no AND t.key_id = s.key_id)) AS is_seen
       FROM mak_entry e WHERE e.key_id IS NOT DISTINCT FROM $1::uuid AND e.idempotency_key = ANY($2::text[]) ORDER BY e.no`,
    [keyId, entryKeys],
  )
}
