import type { PoolClient } from 'pg'
import { copyInto } from '../merge/copy-rows'
import { fingerprintOf } from '../merge/fingerprint'
import type { Checked } from '../merge/staged-row'
import { copyLine, text } from '../merge/staged-value'
import { rowsOf } from '../rows'
import { inTransaction } from '../transaction'

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
 * Works in temporary tables of a transaction of its own.
 */
export async function withPreview<T>(work: (preview: Preview) => Promise<T>): Promise<T> {
  return inTransaction(async (db) => {
    await db.query(`SET LOCAL jit = off;
      CREATE TEMP TABLE preview_stage (at timestamptz(3), fingerprint uuid, name text, host text) ON COMMIT DROP;
      CREATE TEMP TABLE preview_seen (at timestamptz(3), fingerprint uuid, name text, is_fresh boolean,
        PRIMARY KEY (fingerprint, at)) ON COMMIT DROP`)
    return work({ add: (checked) => addBatch(db, checked), counts: () => countAll(db) })
  })
}

async function addBatch(db: PoolClient, checked: Checked[]): Promise<void> {
  await db.query('TRUNCATE preview_stage')
  await copyInto(db, 'preview_stage', async (stage) => {
    for (const { at, observation, name, host } of checked) {
      // An installed key makes no client.
      const client = observation.kind === 'installedKey' ? undefined : text(name)
      const full = stage.write(copyLine([at, fingerprintOf(observation), client, text(host)]))
      if (full) await full
    }
  })
  // Each look-up by primary key, row by row (OFFSET 0): a join would read the whole history for a small file.
  await db.query(
    `INSERT INTO preview_seen
     SELECT DISTINCT ON (s.at, s.fingerprint) s.at, s.fingerprint, s.name,
            NOT EXISTS (SELECT FROM activation_event e WHERE e.at = s.at AND e.fingerprint = s.fingerprint OFFSET 0)
            AND NOT EXISTS (SELECT FROM installed_key i WHERE i.fingerprint = s.fingerprint AND i.observed_at >= s.at OFFSET 0)
            AND (s.name IS NOT NULL OR NOT EXISTS (
              SELECT FROM kms_host h JOIN kms_host_reading r ON r.host_id = h.id
               WHERE h.name = s.host AND r.observed_at = s.at AND r.fingerprint = s.fingerprint OFFSET 0))
       FROM preview_stage s
         ON CONFLICT DO NOTHING`,
  )
}

async function countAll(db: PoolClient): Promise<PreviewCounts> {
  await db.query('ANALYZE preview_seen')
  const rows = await rowsOf<PreviewCounts>(
    db,
    `SELECT (SELECT count(*)::int FROM preview_seen WHERE is_fresh) AS fresh,
            count(*) FILTER (WHERE k.id IS NULL)::int AS new_clients, count(k.id)::int AS changed_clients
       FROM (SELECT DISTINCT name FROM preview_seen WHERE is_fresh AND name IS NOT NULL) n
       LEFT JOIN client_name k ON k.name = n.name`,
  )
  const [counts] = rows
  if (!counts) throw new Error('an aggregate gave no row')
  return counts
}
