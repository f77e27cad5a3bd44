import type { PoolClient } from 'pg'
import { onConnection, rowsOf, type SqlRunner } from '../rows'
import { PARTS, tableOfParts } from './parts'
import type { Undone } from './take-back-events'

/** A month of which an import says something. */
export interface ImportMonth {
  fromAt: string
  toAt: string
}

/** The months of an import, oldest first. */
export function monthsOf(sql: SqlRunner, recording: number): Promise<ImportMonth[]> {
  return sql.rows('SELECT from_at, to_at FROM import_month WHERE recording = $1 ORDER BY month', [recording])
}

/**
 * Puts the keys of all that an import says into a table of its own, by parts: what it said of a machine is in one part.
 * what: 'event' and 'reading' were said first by this import, 'claim' by another one. Returns the rows of each part.
 */
export async function stageTakeBack(
  db: PoolClient,
  { importId, recording }: Undone,
): Promise<{ table: string; rows: number[] }> {
  const table = tableOfParts()
  await db.query(
    `CREATE UNLOGGED TABLE ${table} (portion smallint, at timestamptz(3), fingerprint uuid, what text)`,
  )
  for (const { fromAt, toAt } of await monthsOf(onConnection(db), recording)) {
    await db.query(
      `INSERT INTO ${table}
       SELECT coalesce(name_id, 0) % ${PARTS}, at, fingerprint, 'event' FROM activation_event
        WHERE import_id = $1 AND at BETWEEN $3 AND $4
        UNION ALL
       SELECT extract(minute FROM at)::int, at, fingerprint, 'claim' FROM event_claim
        WHERE recording = $2 AND at BETWEEN $3 AND $4
        UNION ALL
       SELECT 0, observed_at, fingerprint, 'reading' FROM kms_host_reading
        WHERE import_id = $1 AND observed_at BETWEEN $3 AND $4`,
      [importId, recording, fromAt, toAt],
    )
  }
  await db.query(`CREATE INDEX ON ${table} (portion)`)
  const counted = await rowsOf<{ portion: number; count: number }>(
    db,
    `SELECT portion, count(*)::int AS count FROM ${table} GROUP BY 1`,
  )
  const rows = new Array<number>(PARTS).fill(0)
  for (const { portion, count } of counted) rows[portion] = count
  return { table, rows }
}
