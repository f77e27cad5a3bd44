import type { LedgerEntry } from '@/lib/activation/mak/mak-ledger'
import type { SqlRunner } from '../rows'

/** Where an entry comes from. */
export const ENTRY_SOURCES = ['observation', 'plan', 'person', 'exchange', 'VAMT', 'portal', 'phone'] as const
export type EntrySource = (typeof ENTRY_SOURCES)[number]

/** An entry on its way into the table `mak_entry`, before it has a number. Times are ISO 8601 UTC. */
export interface NewEntry {
  keyId: string
  kind: LedgerEntry['kind']
  cause?: 'rebuild' | 'hardware' | undefined
  /** Signed effect on the balance. */
  change: number
  remaining?: number | undefined
  at: string
  machine?: string | undefined
  slot?: string | undefined
  cmid?: string | undefined
  installationDigest?: string | undefined
  source: EntrySource
  reason?: string | undefined
  actorId?: string | null | undefined
  actorName: string
  importId?: string | undefined
  line?: number | undefined
  /** With `at`: the observation it comes from. */
  fingerprint?: string | undefined
  isPlanned?: boolean | undefined
  coveredBy?: number | undefined
  takesBack?: number | undefined
  idempotencyKey: string
}

const COLUMNS = `"keyId" uuid, kind text, cause text, change int, remaining int, at timestamptz, machine text,
  slot text, cmid uuid, "installationDigest" text, source text, reason text, "actorId" text, "actorName" text,
  "importId" uuid, line int, fingerprint uuid, "isPlanned" boolean, "coveredBy" int, "takesBack" int,
  "idempotencyKey" text, ord int`

const INSERT_ENTRIES = `
  INSERT INTO mak_entry (key_id, no, kind, cause, change, remaining, at, recorded_at, machine, slot, cmid,
    installation_digest, source, reason, actor_id, actor_name, import_id, line, fingerprint, is_planned, covered_by,
    takes_back, idempotency_key, balance_after)
  SELECT r."keyId", a.entries + row_number() OVER w, r.kind, r.cause, r.change, r.remaining, r.at, $2::timestamptz,
         lower(r.machine), r.slot, r.cmid, r."installationDigest", r.source, r.reason, r."actorId", r."actorName",
         r."importId", r.line, r.fingerprint, coalesce(r."isPlanned", false), r."coveredBy", r."takesBack",
         r."idempotencyKey", a.balance + sum(r.change) OVER w
    FROM jsonb_to_recordset($1::jsonb) AS r(${COLUMNS}) JOIN mak_account a ON a.key_id = r."keyId"
  WINDOW w AS (PARTITION BY r."keyId" ORDER BY r.ord)`

/** Entries in one statement; more are sent in slices. */
const SLICE = 5_000

/** A statement on its way to the database. */
export interface Statement {
  text: string
  values: readonly unknown[]
}

/**
 * What adds entries in the order given, each with its number and the balance after it; the account follows in
 * the same statement (triggers of the migration mak_ledger). To be run one after the other, with the accounts
 * locked in this transaction. A statement fails when they were not locked, when planned spending would overdraw,
 * or when an idempotency key is there already.
 */
export function entryStatements(entries: readonly NewEntry[], now: Date): Statement[] {
  const statements: Statement[] = []
  for (let start = 0; start < entries.length; start += SLICE) {
    const slice = entries.slice(start, start + SLICE).map((entry, ord) => ({ ...entry, ord }))
    statements.push({ text: INSERT_ENTRIES, values: [JSON.stringify(slice), now.toISOString()] })
  }
  return statements
}

/** Adds entries; see entryStatements. */
export async function appendEntries(sql: SqlRunner, entries: readonly NewEntry[], now: Date): Promise<void> {
  for (const { text, values } of entryStatements(entries, now)) await sql.rows(text, values)
}
