/**
 * Takes observations of one import out of the history. Works in temporary tables: `taken`, the rows of the import at hand;
 * `heir`, who else says the same; `gone`, what nobody says any more; `handed`, what another import says now.
 */
import type { PoolClient } from 'pg'
import { rowsOf } from '../rows'

/** The import that is taken back. */
export interface Undone {
  importId: string
  recording: number
}

/** The tables of one part; `taken` is filled from `table`. */
export async function openTakeBack(db: PoolClient, table: string, from: number, to: number): Promise<void> {
  await db.query(
    `CREATE TEMP TABLE taken ON COMMIT DROP AS
       SELECT at, fingerprint, what FROM ${table} WHERE portion BETWEEN ${from} AND ${to} ORDER BY at, fingerprint;
     CREATE TEMP TABLE heir (at timestamptz(3), fingerprint uuid, recording int, line int, import_id uuid,
       number bigint, giver int) ON COMMIT DROP;
     CREATE TEMP TABLE gone (LIKE activation_event, client_id int) ON COMMIT DROP;
     CREATE TEMP TABLE handed (name_id int, slot text) ON COMMIT DROP;
     CREATE TEMP TABLE gone_reading (host_id int, application text) ON COMMIT DROP;
     ANALYZE taken`,
  )
}

/** Takes the part's rows out of the history, or hands them to the next import that says the same. Returns how many are gone. */
export async function takeBackEvents(db: PoolClient, { importId, recording }: Undone): Promise<number> {
  // By primary key, row by row: a join would read months of history for a small file.
  await db.query('SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off')
  await dropClaims(db, recording)
  await findHeirs(db, recording)
  await handOver(db)
  const events = await db.query(
    `WITH removed AS (
       DELETE FROM activation_event e USING taken t
        WHERE t.what = 'event' AND e.at = t.at AND e.fingerprint = t.fingerprint AND e.import_id = $1
       RETURNING e.*)
     INSERT INTO gone SELECT r.*, n.client_id FROM removed r LEFT JOIN client_name n ON n.id = r.name_id`,
    [importId],
  )
  const readings = await db.query(
    `WITH removed AS (
       DELETE FROM kms_host_reading r USING taken t
        WHERE t.what = 'reading' AND r.observed_at = t.at AND r.fingerprint = t.fingerprint AND r.import_id = $1
       RETURNING r.host_id, r.application)
     INSERT INTO gone_reading SELECT * FROM removed`,
    [importId],
  )
  await db.query('SET LOCAL enable_hashjoin = on; SET LOCAL enable_mergejoin = on; ANALYZE gone')
  return (events.rowCount ?? 0) + (readings.rowCount ?? 0)
}

const SAME = 'c.at = t.at AND c.fingerprint = t.fingerprint'
const STANDS = '(c.recording = 0 OR EXISTS (SELECT FROM import i WHERE i.recording = c.recording))'
/** The first other claim that tells the number of the event. */
const FIRST_NUMBER = `SELECT c.record_id, c.recording FROM event_claim c
        WHERE ${SAME} AND c.record_id IS NOT NULL AND ${STANDS} ORDER BY c.recording LIMIT 1`

/** What the import said after another one; where the event has its number from it, the next one that tells it gives it. */
async function dropClaims(db: PoolClient, recording: number): Promise<void> {
  const given = await rowsOf<{ at: string; fingerprint: string }>(
    db,
    `WITH dropped AS (
       DELETE FROM event_claim c USING taken t WHERE t.what = 'claim' AND ${SAME} AND c.recording = $1
       RETURNING c.at, c.fingerprint, c.gave_number)
     SELECT at, fingerprint FROM dropped WHERE gave_number`,
    [recording],
  )
  if (given.length === 0) return
  await db.query(
    `WITH t AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS g(at timestamptz, fingerprint uuid)),
     next AS (SELECT t.at, t.fingerprint, g.record_id, g.recording FROM t LEFT JOIN LATERAL (${FIRST_NUMBER}) g ON true),
     numbered AS (
       UPDATE activation_event e SET record_id = n.record_id FROM next n WHERE e.at = n.at AND e.fingerprint = n.fingerprint)
     UPDATE event_claim c SET gave_number = true FROM next n
      WHERE c.at = n.at AND c.fingerprint = n.fingerprint AND c.recording = n.recording`,
    [JSON.stringify(given)],
  )
}

/** Who says next what the import said first: the one that was recorded first. */
async function findHeirs(db: PoolClient, recording: number): Promise<void> {
  await db.query(
    `INSERT INTO heir
     SELECT t.at, t.fingerprint, h.recording, h.line, i.id, n.record_id, n.recording
       FROM taken t
       JOIN LATERAL (SELECT c.* FROM event_claim c WHERE ${SAME} AND c.recording <> $1 AND ${STANDS}
                      ORDER BY c.recording LIMIT 1) h ON true
       LEFT JOIN import i ON i.recording = h.recording
       LEFT JOIN LATERAL (${FIRST_NUMBER}) n ON true
      WHERE t.what <> 'claim'`,
    [recording],
  )
}

async function handOver(db: PoolClient): Promise<void> {
  const { rowCount } = await db.query('SELECT FROM heir LIMIT 1')
  if (!rowCount) return
  await db.query(
    `WITH moved AS (
       UPDATE activation_event e SET import_id = h.import_id, line = h.line, record_id = h.number FROM heir h
        WHERE e.at = h.at AND e.fingerprint = h.fingerprint RETURNING e.name_id, e.slot)
     INSERT INTO handed SELECT DISTINCT name_id, slot FROM moved;
     UPDATE kms_host_reading r SET import_id = h.import_id, line = h.line FROM heir h
      WHERE r.observed_at = h.at AND r.fingerprint = h.fingerprint;
     UPDATE event_claim c SET gave_number = true FROM heir h
      WHERE c.at = h.at AND c.fingerprint = h.fingerprint AND c.recording = h.giver;
     DELETE FROM event_claim c USING heir h
      WHERE c.at = h.at AND c.fingerprint = h.fingerprint AND c.recording = h.recording`,
  )
}
