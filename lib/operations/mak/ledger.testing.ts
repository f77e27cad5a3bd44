import { systemActor } from '@/lib/auth/actor-kinds'

/** What runs a query: a pool of the test's database. */
interface Database {
  query<Row extends object>(sql: string, values?: unknown[]): Promise<{ rows: Row[] }>
}

/** Who acts in the tests of the ledger. */
export const TESTER = systemActor('test')

export interface TestMak {
  lastFive?: string
  activationIds?: string[]
  granted?: number
  addedAt?: string
}

/** Adds a MAK known by its last five, with a first lot of activations; returns its id. */
export async function addTestMak(pool: Database, mak: TestMak = {}): Promise<string> {
  const { lastFive = 'QRTVW', activationIds = [], granted = 0, addedAt = '2025-01-01T00:00:00Z' } = mak
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO product_key (id, kind, last_five, label, activation_ids, added_at, added_by)
     VALUES (gen_random_uuid(), 'mak', $1, 'Windows 11 Enterprise', $2::uuid[], $3, 'test') RETURNING id`,
    [lastFive, activationIds, addedAt],
  )
  const keyId = rows[0]?.id ?? ''
  if (granted > 0) {
    await pool.query(
      `INSERT INTO mak_entry (key_id, no, kind, change, at, recorded_at, source, actor_name, idempotency_key, balance_after)
       VALUES ($1, 1, 'increase', $2, $3, $3, 'person', 'test', 'first lot', $2)`,
      [keyId, granted, addedAt],
    )
  }
  return keyId
}

/** All keys, accounts and entries are gone; only a test may do that. */
export async function emptyLedgers(pool: Database): Promise<void> {
  await pool.query('TRUNCATE product_key CASCADE')
}

/** What stands in all ledgers: entries that nothing took back, without their numbers; and the balances. */
export async function standingLedgers(pool: Database): Promise<{ accounts: unknown[]; entries: unknown[] }> {
  const accounts = await pool.query(
    `SELECT k.last_five, a.balance, a.granted, a.reported, a.reported_at
       FROM mak_account a JOIN product_key k ON k.id = a.key_id ORDER BY 1`,
  )
  const entries = await pool.query(
    `SELECT k.last_five, e.kind, e.cause, e.change, e.remaining, e.at, e.machine, e.slot, e.cmid, e.installation_digest,
            e.source, e.line, e.fingerprint, c.idempotency_key AS covered_by
       FROM mak_entry e JOIN product_key k ON k.id = e.key_id
       LEFT JOIN mak_entry c ON c.key_id = e.key_id AND c.no = e.covered_by
      WHERE e.takes_back IS NULL
        AND NOT EXISTS (SELECT FROM mak_entry t WHERE t.key_id = e.key_id AND t.takes_back = e.no)
      ORDER BY k.last_five, e.at, e.fingerprint, e.kind`,
  )
  return { accounts: accounts.rows, entries: entries.rows }
}

/** Accounts whose balance, grant or numbering is not what their entries add up to; empty when all is well. */
export async function ledgerDifferences(pool: Database): Promise<unknown[]> {
  const { rows } = await pool.query(
    `SELECT a.key_id, a.balance, s.sum, a.entries, s.entries AS counted, a.granted, s.granted AS counted_grant
       FROM mak_account a
       LEFT JOIN LATERAL (
         SELECT coalesce(sum(change), 0)::int AS sum, count(*)::int AS entries, coalesce(max(no), 0) AS last_no,
                coalesce(sum(change) FILTER (WHERE kind = 'increase'), 0)::int AS granted,
                count(*) FILTER (WHERE balance_after <> running) AS uneven
           FROM (SELECT *, sum(change) OVER (ORDER BY no) AS running FROM mak_entry e WHERE e.key_id = a.key_id) e) s ON true
      WHERE a.balance <> s.sum OR a.entries <> s.entries OR s.last_no <> s.entries OR a.granted <> s.granted OR s.uneven > 0`,
  )
  return rows
}
