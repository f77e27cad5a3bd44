/**
 * Which imports say the same. The one that brought an observation first stands in its row of the history; each other one
 * that says it has a row in `event_claim`, so that an import can be taken back without what others said too.
 */
import type { PoolClient } from 'pg'
import { rowsOf } from '../rows'

/** What the portions of a merge belong to, in their order. */
export interface Portions {
  importIds: readonly (string | undefined)[]
  /** numbers of these imports; NOBODY for none */
  recordings: readonly number[]
}

/** Stands for what was recorded without an import. */
const NOBODY = 0

/** Gives each import of a merge its number, once, in the order in which imports begin to be recorded. */
export async function numberImports(
  db: PoolClient,
  importIds: readonly (string | undefined)[],
): Promise<Portions> {
  const ids = [...new Set(importIds.filter((id) => id !== undefined))]
  if (ids.length === 0) return { importIds, recordings: importIds.map(() => NOBODY) }
  const known = await recordingsOf(db, ids)
  const isNumbered = ids.every((id) => known.has(id))
  if (!isNumbered) {
    await db.query(
      `UPDATE import SET recording = nextval('import_recording_seq') WHERE id = ANY($1::uuid[]) AND recording IS NULL`,
      [ids],
    )
  }
  const numbers = isNumbered ? known : await recordingsOf(db, ids)
  return { importIds, recordings: importIds.map((id) => (id && numbers.get(id)) || NOBODY) }
}

async function recordingsOf(db: PoolClient, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await rowsOf<{ id: string; recording: number }>(
    db,
    'SELECT id, recording FROM import WHERE id = ANY($1::uuid[]) AND recording IS NOT NULL',
    [ids],
  )
  return new Map(rows.map(({ id, recording }) => [id, recording]))
}

/** Notes the months of which these imports say something. */
export async function noteMonths(db: PoolClient, { recordings }: Portions): Promise<void> {
  if (recordings.every((recording) => recording === NOBODY)) return
  await db.query(
    `INSERT INTO import_month AS m (recording, month, from_at, to_at)
     SELECT ($1::int[])[portion + 1] AS recording, date_trunc('month', at AT TIME ZONE 'UTC')::date AS month,
            min(at), max(at)
       FROM stage WHERE ($1::int[])[portion + 1] <> ${NOBODY} GROUP BY 1, 2 ORDER BY 1, 2
         ON CONFLICT (recording, month) DO UPDATE
        SET from_at = least(m.from_at, excluded.from_at), to_at = greatest(m.to_at, excluded.to_at)
      WHERE excluded.from_at < m.from_at OR excluded.to_at > m.to_at`,
    [recordings],
  )
}

const CLAIM = 'at, fingerprint, recording, line, record_id'
const CLAIMED = `SELECT DISTINCT ON (s.at, s.fingerprint, recording) s.at, s.fingerprint, recording, s.line, s.record_id
       FROM (SELECT *, ($1::int[])[portion + 1] AS recording, ($2::uuid[])[portion + 1] AS import_id FROM stage) s`
/** Of what an import says twice the first. */
const FIRST = 'ORDER BY s.at, s.fingerprint, recording, s.portion, s.line ON CONFLICT DO NOTHING'

/** Keeps that the imports say what the history has from another one. Call it after the staged events are in the history. */
export async function keepClaims(db: PoolClient, { importIds, recordings }: Portions): Promise<void> {
  await db.query(
    `INSERT INTO event_claim (${CLAIM}) ${CLAIMED}
      WHERE s.kind NOT IN ('kmsHost', 'installedKey') AND NOT EXISTS (
            SELECT FROM activation_event e WHERE e.at = s.at AND e.fingerprint = s.fingerprint
               AND e.import_id IS NOT DISTINCT FROM s.import_id OFFSET 0) ${FIRST}`,
    [recordings, importIds],
  )
}

/** The same for what hosts say of themselves. */
export async function keepReadingClaims(db: PoolClient, { importIds, recordings }: Portions): Promise<void> {
  await db.query(
    `INSERT INTO event_claim (${CLAIM}) ${CLAIMED} JOIN kms_host h ON h.name = s.host
      WHERE s.kind = 'kmsHost' AND NOT EXISTS (
            SELECT FROM kms_host_reading r WHERE r.host_id = h.id AND r.observed_at = s.at AND r.fingerprint = s.fingerprint
               AND r.import_id IS NOT DISTINCT FROM s.import_id) ${FIRST}`,
    [recordings, importIds],
  )
}

/** An event may be known from a file that does not tell its number: it gets it, and the claim says from whom. */
export async function numberKnown(db: PoolClient, recordings: Portions['recordings']): Promise<void> {
  await db.query(
    `WITH told AS (
       SELECT DISTINCT ON (s.at, s.fingerprint) s.at, s.fingerprint, s.record_id, s.line, ($1::int[])[s.portion + 1] AS recording
         FROM stage s
        WHERE s.record_id IS NOT NULL
          AND EXISTS (SELECT FROM activation_event k
                       WHERE k.at = s.at AND k.fingerprint = s.fingerprint AND k.record_id IS NULL OFFSET 0)
        ORDER BY s.at, s.fingerprint, s.portion, s.line OFFSET 0),
     numbered AS (
       UPDATE activation_event e SET record_id = t.record_id FROM told t
        WHERE e.at = t.at AND e.fingerprint = t.fingerprint
          AND e.at BETWEEN (SELECT min(at) FROM stage) AND (SELECT max(at) FROM stage)
       RETURNING t.*, e.import_id)
     INSERT INTO event_claim (${CLAIM}, gave_number)
     SELECT n.at, n.fingerprint, n.recording, n.line, n.record_id, true
       FROM numbered n LEFT JOIN import i ON i.id = n.import_id
      WHERE coalesce(i.recording, ${NOBODY}) <> n.recording
         ON CONFLICT (at, fingerprint, recording) DO UPDATE SET record_id = excluded.record_id, gave_number = true`,
    [recordings],
  )
}
