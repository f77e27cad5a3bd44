import type { LedgerEntry } from '@/lib/activation/mak/mak-ledger'
import { readRows } from '../rows'
import { type LedgerRow, ledgerEntryOf } from './ledger-entry-of'

/** What ledgers said when they had so many entries. Entries are only ever added, so as many always say the same. */
const known = new Map<string, { entries: number; ledger: LedgerEntry[] }>()

/**
 * Entries that stand, gathered by day: what balance, drift and forecast are reckoned from, in a few hundred
 * rows however many machines a key activated. A ledger is gathered again only when an entry was added.
 */
export async function loadLedgers(keyIds: readonly string[]): Promise<Map<string, LedgerEntry[]>> {
  if (keyIds.length === 0) return new Map()
  const accounts = await readRows<{ keyId: string; entries: number }>(
    'SELECT key_id, entries FROM mak_account WHERE key_id = ANY($1::uuid[])',
    [keyIds],
  )
  const grown = accounts.filter(({ keyId, entries }) => known.get(keyId)?.entries !== entries)
  const gathered = await gatherLedgers(grown.map(({ keyId }) => keyId))
  for (const { keyId, entries } of grown) known.set(keyId, { entries, ledger: gathered.get(keyId) ?? [] })
  return new Map(keyIds.map((keyId) => [keyId, known.get(keyId)?.ledger ?? []]))
}

/**
 * No day is gathered across a count that Microsoft reported, so the drift comes out as from the single entries. What a
 * correction took back is left out with it.
 */
async function gatherLedgers(keyIds: readonly string[]): Promise<Map<string, LedgerEntry[]>> {
  if (keyIds.length === 0) return new Map()
  const rows = await readRows<LedgerRow & { keyId: string }>(
    `WITH standing AS (
       SELECT e.key_id, e.no, e.kind, e.cause, e.change, e.remaining, e.at, e.idempotency_key FROM mak_entry e
        WHERE e.key_id = ANY($1::uuid[]) AND e.takes_back IS NULL AND (e.change <> 0 OR e.kind = 'microsoftCount')
          AND NOT EXISTS (SELECT FROM mak_entry t WHERE t.takes_back = e.no AND t.key_id = e.key_id)),
     counts AS (
       SELECT key_id, array_agg(at ORDER BY at) AS times FROM standing WHERE kind = 'microsoftCount' GROUP BY 1),
     placed AS (
       SELECT s.*, coalesce(width_bucket(s.at - interval '1 ms', c.times), 0) AS stretch
         FROM standing s LEFT JOIN counts c USING (key_id) WHERE s.kind <> 'microsoftCount'
        UNION ALL
       SELECT s.*, row_number() OVER (PARTITION BY s.key_id ORDER BY s.at, s.no) - 1 AS stretch
         FROM standing s WHERE s.kind = 'microsoftCount')
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
