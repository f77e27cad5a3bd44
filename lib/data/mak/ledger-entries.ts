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
  /** Left after it, calculated by the moments that the entries speak of. */
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

/**
 * The page is found first. What was left after its newest entry is the balance without what came later, and so on down the
 * page: of a long ledger only what lies between is added up, from an index.
 */
const ENTRIES = (conditions: string, limit: string) => `
  WITH page AS (
    SELECT e.*, lead(e.at) OVER later AS later_at, lead(e.no) OVER later AS later_no
      FROM (SELECT e.* FROM mak_entry e WHERE ${conditions} ORDER BY e.at DESC, e.no DESC LIMIT ${limit}) e
    WINDOW later AS (ORDER BY e.at, e.no)),
  calculated AS (
    SELECT p.*, (a.balance - sum(coalesce(
             CASE WHEN p.later_no IS NULL
                  THEN (SELECT sum(b.change) FROM mak_entry b WHERE b.key_id = p.key_id AND (b.at, b.no) > (p.at, p.no))
                  ELSE (SELECT sum(b.change) FROM mak_entry b WHERE b.key_id = p.key_id AND (b.at, b.no) > (p.at, p.no)
                           AND (b.at, b.no) <= (p.later_at, p.later_no)) END, 0)) OVER (ORDER BY p.at DESC, p.no DESC))::int AS left_then
      FROM page p JOIN mak_account a ON a.key_id = p.key_id)
  SELECT e.no, e.kind, e.cause, e.change, e.remaining, e.at, e.recorded_at, e.machine,
         c.name AS client, e.source, e.reason, e.actor_name, e.import_id,
         i.file_name, e.line, e.is_planned, e.fingerprint IS NOT NULL AS is_observed,
         e.covered_by, e.takes_back, t.no AS taken_back_by, e.left_then
    FROM calculated e
    LEFT JOIN mak_entry t ON t.takes_back = e.no AND t.key_id = e.key_id
    LEFT JOIN client_name n ON n.name = e.machine LEFT JOIN client c ON c.id = n.client_id
    LEFT JOIN import i ON i.id = e.import_id
   ORDER BY e.at DESC, e.no DESC`

/** Newest first, and whether there are older ones. Throws NotPermitted without `ledger.read`. */
export async function loadLedgerEntries(
  reader: DataReader,
  query: EntryQuery,
): Promise<{ entries: EntryView[]; hasOlder: boolean }> {
  mustBeAble(reader, 'ledger.read')
  const values = new SqlValues()
  const where = conditions(query, values).join(' AND ')
  const rows = await readRows<EntryView>(ENTRIES(where, values.add(query.limit + 1)), values.list)
  return { entries: rows.slice(0, query.limit), hasOlder: rows.length > query.limit }
}

function conditions({ keyId, kind, from, to, unseen, before }: EntryQuery, values: SqlValues): string[] {
  return [
    `e.key_id = ${values.add(keyId)}::uuid`,
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
