import type { LedgerEntry } from '@/lib/activation/mak/mak-ledger'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'

/** An entry as the ledger's table shows it. Times are ISO 8601 UTC. */
export interface EntryView {
  no: number
  kind: LedgerEntry['kind']
  cause: 'rebuild' | 'hardware' | null
  change: number
  remaining: number | null
  at: string
  recordedAt: string
  machine: string | null
  /** The client that the machine's name belongs to, where the record knows it. */
  client: string | null
  source: string
  reason: string | null
  actorName: string
  importId: string | null
  fileName: string | null
  line: number | null
  isPlanned: boolean
  isObserved: boolean
  coveredBy: number | null
  takesBack: number | null
  takenBackBy: number | null
  /** Left after it, reckoned by the moments that the entries speak of. */
  leftThen: number
}

export interface EntryQuery {
  keyId: string
  kind?: LedgerEntry['kind']
  /** Only entries of [from, to], by the moment they speak of. */
  from?: string
  to?: string
  /** Only planned entries whose machine was not seen since. */
  unseen?: true
  /** Entries that come after this one: older, or as old and entered before it. */
  before?: number
  limit: number
}

/** Newest first, and whether there are older ones. Throws NotPermitted without `ledger.read`. */
export async function loadLedgerEntries(
  reader: DataReader,
  query: EntryQuery,
): Promise<{ entries: EntryView[]; hasOlder: boolean }> {
  mustBeAble(reader, 'ledger.read')
  const values = new SqlValues()
  const rows = await readRows<EntryView>(
    `SELECT e.no, e.kind, e.cause, e.change, e.remaining, e.at, e.recorded_at, e.machine,
            c.name AS client, e.source, e.reason, e.actor_name, e.import_id,
            i.file_name, e.line, e.is_planned, e.fingerprint IS NOT NULL AS is_observed,
            e.covered_by, e.takes_back, t.no AS taken_back_by, e.left_then
       FROM (SELECT *, (sum(change) OVER (ORDER BY at, no))::int AS left_then FROM mak_entry
              WHERE key_id = ${values.add(query.keyId)}::uuid) e
       LEFT JOIN mak_entry t ON t.takes_back = e.no AND t.key_id = e.key_id
       LEFT JOIN client_name n ON n.name = e.machine LEFT JOIN client c ON c.id = n.client_id
       LEFT JOIN import i ON i.id = e.import_id
      WHERE ${conditions(query, values).join(' AND ')}
      ORDER BY e.at DESC, e.no DESC LIMIT ${values.add(query.limit + 1)}`,
    values.list,
  )
  return { entries: rows.slice(0, query.limit), hasOlder: rows.length > query.limit }
}

function conditions({ keyId, kind, from, to, unseen, before }: EntryQuery, values: SqlValues): string[] {
  return [
    'true',
    ...(kind === undefined ? [] : [`e.kind = ${values.add(kind)}`]),
    ...(from === undefined ? [] : [`e.at > ${values.add(from)}::timestamptz`]),
    ...(to === undefined ? [] : [`e.at <= ${values.add(to)}::timestamptz`]),
    ...(unseen === undefined ? [] : [UNSEEN_PLAN]),
    ...(before === undefined ? [] : [olderThan(values.add(keyId), values.add(before))]),
  ]
}

const olderThan = (keyId: string, no: string) =>
  `(e.at, e.no) < (SELECT b.at, b.no FROM mak_entry b WHERE b.key_id = ${keyId}::uuid AND b.no = ${no}::int)`

/** Of `mak_entry e`: planned, standing, and not yet seen to have happened. */
export const UNSEEN_PLAN = `e.is_planned
  AND NOT EXISTS (SELECT FROM mak_entry b WHERE b.takes_back = e.no AND b.key_id = e.key_id)
  AND NOT EXISTS (SELECT FROM mak_entry s WHERE s.covered_by = e.no AND s.key_id = e.key_id
       AND NOT EXISTS (SELECT FROM mak_entry b WHERE b.takes_back = s.no AND b.key_id = s.key_id))`
