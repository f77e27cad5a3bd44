import type { PoolClient } from 'pg'
import { copyInto } from './copy-rows'
import { fingerprintOf } from './fingerprint'
import { pool } from './pool'
import type { Checked } from './staged-row'
import { copyLine, text } from './staged-value'

export interface PreviewCounts {
  /** observations the record does not hold yet */
  fresh: number
  newClients: number
  /** known clients of which the import has news */
  changedClients: number
}

export interface Preview {
  add(checked: Checked[]): Promise<void>
  counts(): Promise<PreviewCounts>
}

/**
 * Classifies observations without writing to the record: what is new, and how many machines it is about.
 * Works in temporary tables on a connection of its own, which is closed afterwards.
 */
export async function withPreview<T>(work: (preview: Preview) => Promise<T>): Promise<T> {
  const db = await pool().connect()
  try {
    // Look-ups by primary key, always: a hash join would read the whole history for a small file.
    await db.query(`SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off;
      CREATE TEMP TABLE preview_stage (at timestamptz(3), fingerprint uuid, name text, host text);
      CREATE TEMP TABLE preview_seen (at timestamptz(3), fingerprint uuid, is_fresh boolean, PRIMARY KEY (fingerprint, at));
      CREATE TEMP TABLE preview_name (name text PRIMARY KEY, is_new boolean)`)
    return await work({ add: (checked) => addBatch(db, checked), counts: () => countAll(db) })
  } finally {
    db.release(true)
  }
}

async function addBatch(db: PoolClient, checked: Checked[]): Promise<void> {
  await db.query('TRUNCATE preview_stage')
  await copyInto(db, 'preview_stage', async (stage) => {
    for (const { at, observation, name, host } of checked) {
      const full = stage.write(copyLine([at, fingerprintOf(observation), text(name), text(host)]))
      if (full) await full
    }
  })
  await db.query(
    `WITH added AS (
       INSERT INTO preview_seen
       SELECT DISTINCT ON (s.at, s.fingerprint) s.at, s.fingerprint,
              NOT EXISTS (SELECT FROM activation_event e WHERE e.at = s.at AND e.fingerprint = s.fingerprint)
              AND NOT EXISTS (SELECT FROM kms_host h JOIN kms_host_reading r ON r.host_id = h.id
                               WHERE h.name = s.host AND r.observed_at = s.at AND r.fingerprint = s.fingerprint)
         FROM preview_stage s
           ON CONFLICT DO NOTHING
       RETURNING at, fingerprint, is_fresh)
     INSERT INTO preview_name
     SELECT DISTINCT s.name, NOT EXISTS (SELECT FROM client_name n WHERE n.name = s.name)
       FROM added a JOIN preview_stage s ON s.at = a.at AND s.fingerprint = a.fingerprint
      WHERE a.is_fresh AND s.name IS NOT NULL
         ON CONFLICT DO NOTHING`,
  )
}

async function countAll(db: PoolClient): Promise<PreviewCounts> {
  const { rows } = await db.query<PreviewCounts>(
    `SELECT (SELECT count(*)::int FROM preview_seen WHERE is_fresh) AS fresh,
            (SELECT count(*)::int FROM preview_name WHERE is_new) AS "newClients",
            (SELECT count(*)::int FROM preview_name WHERE NOT is_new) AS "changedClients"`,
  )
  const [counts] = rows
  if (!counts) throw new Error('a query without FROM gave no row')
  return counts
}
