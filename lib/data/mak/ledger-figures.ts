import type { LedgerEntry } from '@/lib/activation/mak/mak-ledger'
import { readRows } from '../rows'
import { type LedgerRow, ledgerEntryOf } from './ledger-entry-of'

/**
 * Entries that stand, gathered by day: what balance, drift and forecast are reckoned from, in a few hundred
 * rows however many machines a key activated. No day is gathered across a count that Microsoft reported, so
 * the drift comes out as from the single entries. What a correction took back is left out with it.
 */
export async function loadLedgers(keyIds: readonly string[]): Promise<Map<string, LedgerEntry[]>> {
  const rows = await readRows<LedgerRow & { keyId: string }>(
    `WITH standing AS (
       SELECT e.* FROM mak_entry e
        WHERE e.key_id = ANY($1::uuid[]) AND e.takes_back IS NULL AND (e.change <> 0 OR e.kind = 'microsoftCount')
          AND NOT EXISTS (SELECT FROM mak_entry t WHERE t.takes_back = e.no AND t.key_id = e.key_id)),
     placed AS (
       SELECT *, count(*) FILTER (WHERE kind = 'microsoftCount') OVER (
                PARTITION BY key_id ORDER BY at, kind = 'microsoftCount', no
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS stretch
         FROM standing)
     SELECT key_id, kind, cause, sum(change)::int AS change, min(remaining) AS remaining, max(at) AS at,
            NULL AS machine, 'gathered' AS source, max(idempotency_key) AS idempotency_key
       FROM placed
      GROUP BY key_id, stretch, date_trunc('day', at, 'UTC'), kind, cause, CASE WHEN kind = 'microsoftCount' THEN no END
      ORDER BY key_id, stretch, kind = 'microsoftCount', max(at)`,
    [keyIds],
  )
  const ledgers = new Map<string, LedgerEntry[]>(keyIds.map((keyId) => [keyId, []]))
  for (const row of rows) ledgers.get(row.keyId)?.push(ledgerEntryOf(row))
  return ledgers
}
