import type { PoolClient } from 'pg'
import { jsonText } from '../json-text'
import { copyInto } from '../merge/copy-rows'
import { type Checked, STAGE_COLUMNS } from '../merge/staged-row'
import { openStaging, type Staging } from '../merge/staging'
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
  /** once all are added */
  counts(): Promise<PreviewCounts>
  /** keeps what changes with the import, for whoever decides about it; after `counts` */
  keep(): Promise<void>
}

/** Most rows that are kept of a preview. */
const MOST_CHANGES = 1_000_000

/**
 * Classifies observations without writing to the record: what is new, and what changes of which machine (import-changes.ts).
 * Works in temporary tables of a transaction of its own.
 */
export async function withPreview<T>(
  importId: string,
  now: Date,
  work: (preview: Preview) => Promise<T>,
): Promise<T> {
  return inTransaction(async (db) => {
    await db.query(`SET LOCAL jit = off; SET LOCAL work_mem = '96MB';
      CREATE TEMP TABLE preview_stage (${STAGE_COLUMNS}) ON COMMIT DROP;
      CREATE TEMP TABLE preview_seen (at timestamptz(3), fingerprint uuid, name text, product_no int, status license_status,
        ends_at timestamptz(3), is_fresh boolean, PRIMARY KEY (fingerprint, at)) ON COMMIT DROP`)
    const staging = await openStaging(db)
    return work({
      add: (checked) => addBatch(db, staging, checked),
      counts: () => countAll(db),
      keep: () => keepChanges(db, staging, importId, now),
    })
  })
}

async function addBatch(db: PoolClient, staging: Staging, checked: Checked[]): Promise<void> {
  await db.query('TRUNCATE preview_stage')
  await copyInto(db, 'preview_stage', async (stage) => {
    for (const one of checked) {
      const full = stage.write(staging.line(one, 0))
      if (full) await full
    }
  })
  // Each look-up by primary key, row by row (OFFSET 0): a join would read the whole history for a small file.
  await db.query(
    `INSERT INTO preview_seen
     SELECT DISTINCT ON (s.at, s.fingerprint) s.at, s.fingerprint, s.name, s.product_no, s.status_after, s.ends_at,
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
  const [counts] = await rowsOf<PreviewCounts>(
    db,
    `SELECT (SELECT count(*)::int FROM preview_seen WHERE is_fresh) AS fresh,
            count(*) FILTER (WHERE k.id IS NULL)::int AS new_clients,
            count(DISTINCT coalesce(k.client_id, k.forgotten_id))::int AS changed_clients
       FROM (SELECT DISTINCT name FROM preview_seen WHERE is_fresh AND name IS NOT NULL) n
       LEFT JOIN client_name k ON k.name = n.name`,
  )
  if (!counts) throw new Error('an aggregate gave no row')
  return counts
}

/**
 * What changes: for each license of a machine its newest word in the file, beside what the record says of it now. The first
 * rows; what an earlier reading of the file kept goes.
 */
async function keepChanges(
  db: PoolClient,
  { products }: Staging,
  importId: string,
  now: Date,
): Promise<void> {
  const named = products.all().map(({ no, slot, label, channel, own }) => ({
    ...{ no, channel },
    ...{ slot: own?.slot ?? slot, label: own?.label ?? label },
  }))
  await db.query('DELETE FROM import_change WHERE import_id = $1', [importId])
  await db.query(
    `INSERT INTO import_change (import_id, no, machine, product, kind, from_condition, to_condition, at)
     WITH heard AS (
       SELECT s.at, s.fingerprint, coalesce(c.name, f.name, s.name) AS machine, c.id AS client_id, k.id IS NULL AS is_new,
              f.forgotten_at, p.slot, p.label, p.channel, s.status, s.ends_at
         FROM preview_seen s
         LEFT JOIN jsonb_to_recordset($1::jsonb) AS p(no int, slot text, label text, channel text) ON p.no = s.product_no
         LEFT JOIN client_name k ON k.name = s.name
         LEFT JOIN client c ON c.id = k.client_id LEFT JOIN forgotten_client f ON f.id = k.forgotten_id
        WHERE s.is_fresh AND s.name IS NOT NULL),
     newest AS (
       SELECT DISTINCT ON (machine, slot) *, max(at) OVER (PARTITION BY machine) > forgotten_at AS returns,
              bool_or(slot IS NOT NULL AND status IS NOT NULL) OVER (PARTITION BY machine) AS has_license
         FROM heard ORDER BY machine, slot, status IS NULL, at DESC, fingerprint DESC),
     word AS (SELECT *, status IS NOT NULL AND slot IS NOT NULL AS is_license FROM newest),
     compared AS (
       SELECT w.*, l.id AS license_id, (l.observed_at, l.fingerprint) > (w.at, w.fingerprint) AS is_older,
              CASE WHEN l.id IS NOT NULL THEN license_condition_at(l.reported_status, l.ends_at,
                lapses_through_grace(l.reported_status, l.channel), greatest(l.observed_at, $2)) END AS from_condition,
              license_condition_at(w.status, w.ends_at, lapses_through_grace(w.status, w.channel), greatest(w.at, $2)) AS to_condition
         FROM word w LEFT JOIN license l ON l.client_id = w.client_id AND l.slot = w.slot
        WHERE w.is_license OR NOT w.has_license)
     SELECT $3::uuid, row_number() OVER (ORDER BY machine, slot) AS no, machine, CASE WHEN is_license THEN label END,
            CASE WHEN is_new THEN 'newMachine' WHEN returns THEN 'returns' WHEN forgotten_at IS NOT NULL THEN 'forgotten'
                 WHEN NOT is_license THEN 'other' WHEN license_id IS NULL THEN 'newLicense' WHEN is_older THEN 'older'
                 WHEN from_condition <> to_condition THEN 'changes' ELSE 'same' END,
            from_condition, CASE WHEN NOT is_license THEN NULL WHEN is_older THEN from_condition ELSE to_condition END, at
       FROM compared ORDER BY no LIMIT ${MOST_CHANGES}`,
    [jsonText(named), now, importId],
  )
}
