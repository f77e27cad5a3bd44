import type { PoolClient } from 'pg'
import { rowsOf } from '../rows'
import type { Portions } from './claims'
import type { PortionCount } from './work-tables'

/**
 * Keeps which keys inventories found installed, by machine name, for each import the newest sight. They say nothing of a
 * license: no machine comes of them, and nothing is counted. Returns how many were news.
 */
export async function addInstalledKeys(
  db: PoolClient,
  { importIds, recordings }: Portions,
  isSample: boolean,
): Promise<PortionCount[]> {
  return rowsOf<PortionCount>(
    db,
    `WITH told AS (
       SELECT DISTINCT ON (fingerprint, recording) * FROM (SELECT *, ($1::int[])[portion + 1] AS recording FROM stage) s
        WHERE kind = 'installedKey' ORDER BY fingerprint, recording, at DESC, portion, line),
     news AS (
       SELECT DISTINCT ON (fingerprint) portion FROM told t
        WHERE NOT EXISTS (SELECT FROM installed_key k WHERE k.fingerprint = t.fingerprint AND k.observed_at >= t.at)
        ORDER BY fingerprint, at DESC, portion),
     added AS (
       INSERT INTO installed_key AS k (fingerprint, recording, machine, product_name, channel, last_five, observed_at, import_id,
              line, is_sample)
       SELECT fingerprint, recording, details ->> 'machine', details ->> 'productName', details ->> 'channel',
              details ->> 'lastFive', at, ($2::uuid[])[portion + 1], line, $3
         FROM told
           ON CONFLICT (fingerprint, recording) DO UPDATE SET observed_at = excluded.observed_at, import_id = excluded.import_id,
              line = excluded.line, is_sample = k.is_sample AND excluded.is_sample
        WHERE excluded.observed_at > k.observed_at)
     SELECT portion, count(*)::int AS count FROM news GROUP BY 1`,
    [recordings, importIds, isSample],
  )
}

/** Takes what an import said of installed keys out of the record; what others found stays. Returns how many nobody found else. */
export async function takeBackInstalledKeys(db: PoolClient, recording: number): Promise<number> {
  const { rowCount } = await db.query(
    `WITH removed AS (DELETE FROM installed_key WHERE recording = $1 RETURNING fingerprint)
     SELECT FROM removed r
      WHERE NOT EXISTS (SELECT FROM installed_key o WHERE o.fingerprint = r.fingerprint AND o.recording <> $1)`,
    [recording],
  )
  return rowCount ?? 0
}
