import type { PoolClient } from 'pg'
import { rowsOf } from '../rows'
import type { PortionCount } from './work-tables'

/**
 * Keeps which keys inventories found installed, by machine name, the newest sight of each. They say nothing of a license: no
 * machine comes of them, and nothing is counted. Returns how many were news.
 */
export async function addInstalledKeys(
  db: PoolClient,
  importIds: readonly (string | undefined)[],
  isSample: boolean,
): Promise<PortionCount[]> {
  return rowsOf<PortionCount>(
    db,
    `WITH told AS (
       SELECT DISTINCT ON (fingerprint) * FROM stage WHERE kind = 'installedKey' ORDER BY fingerprint, at DESC, portion, line),
     added AS (
       INSERT INTO installed_key AS k (fingerprint, machine, product_name, channel, last_five, observed_at, import_id, line, is_sample)
       SELECT fingerprint, details ->> 'machine', details ->> 'productName', details ->> 'channel', details ->> 'lastFive', at,
              ($1::uuid[])[portion + 1], line, $2
         FROM told
           ON CONFLICT (fingerprint) DO UPDATE SET observed_at = excluded.observed_at, import_id = excluded.import_id,
              line = excluded.line, is_sample = k.is_sample AND excluded.is_sample
        WHERE excluded.observed_at > k.observed_at RETURNING fingerprint)
     SELECT t.portion, count(*)::int AS count FROM added a JOIN told t USING (fingerprint) GROUP BY 1`,
    [importIds, isSample],
  )
}
