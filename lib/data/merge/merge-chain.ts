import type { PoolClient } from 'pg'
import { rowsOf } from '../rows'
import { analyzeMany } from './work-tables'

/** What touched licenses there are. */
export interface Touched {
  /** some were not there before */
  hasNew: boolean
  /** some are worked out from the whole history */
  hasRebuilt: boolean
  /** what time made of some since their last word is worked out again */
  hasMoved: boolean
  /** another license may come to speak for its machine */
  mayFlip: boolean
}

/**
 * The licenses that fresh observations speak of, in the temporary table `touched`, and how each is to be
 * worked out: 'new' from the fresh observations alone; 'append' from the last word and everything after
 * it; 'rebuild' from the whole history, because an observation arrived late. All three give what the whole history gives;
 * they differ in cost. Where time had moved the license after its last word, that is `moved_after`: old logs that come
 * in many posts are full of these.
 *
 * A license is even when its fresh observations all say the same of the same product and none ends before
 * the last: a machine that renews every week. Nothing happens between the first and the last of them then.
 */
export async function findTouched(db: PoolClient): Promise<Touched> {
  const touched = await db.query(
    `INSERT INTO touched
     SELECT coalesce(l.id, nextval('license_id_seq')::int) AS id, t.client_id, t.slot, l.id IS NULL AS is_new,
            t.first_at, t.last_at, t.is_even, t.last_expires_at,
            CASE WHEN t.is_rematched THEN 'rebuild'
                 WHEN l.id IS NULL THEN 'new'
                 WHEN t.first_at > l.observed_at THEN 'append' ELSE 'rebuild' END AS mode,
            CASE WHEN l.changes_at IS DISTINCT FROM license_changes_at(
                      l.ends_at, lapses_through_grace(l.reported_status, l.channel), l.observed_at) THEN l.observed_at END AS moved_after
       FROM (SELECT f.client_id, f.slot, min(at) AS first_at, max(at) AS last_at, bool_or(is_rematched) AS is_rematched,
                    min(status_after) = max(status_after) AND min(product_id) = max(product_id)
                      AND coalesce(min(ends_at) > max(at), true) AS is_even,
                    max(expires_at) FILTER (WHERE status_after = 'licensed') AS last_expires_at
               FROM (SELECT client_id, slot, at, status_after, product_id, ends_at, expires_at, false AS is_rematched
                       FROM fresh WHERE client_id IS NOT NULL AND slot IS NOT NULL AND status_after IS NOT NULL
                      UNION ALL SELECT n.client_id, r.slot, NULL, NULL, NULL, NULL, NULL, true
                                  FROM rematched r JOIN client_name n ON n.id = r.name_id AND n.client_id IS NOT NULL) f GROUP BY 1, 2) t
       LEFT JOIN license l ON l.client_id = t.client_id AND l.slot = t.slot
      ORDER BY t.client_id`,
  )
  await analyzeMany(db, 'touched (id, client_id, slot, mode, is_even)', touched.rowCount)
  const [kinds] = await rowsOf<Touched>(
    db,
    `SELECT coalesce(bool_or(is_new), false) AS has_new, coalesce(bool_or(mode = 'rebuild'), false) AS has_rebuilt,
            coalesce(bool_or(mode = 'append' AND moved_after IS NOT NULL), false) AS has_moved,
            coalesce(bool_or(is_new OR slot <> 'windows' OR mode = 'rebuild'), false) AS may_flip FROM touched`,
  )
  if (!kinds) throw new Error('an aggregate gave no row')
  return kinds
}

/**
 * The observations of each touched license in order of time, in the temporary table `link`, each with the
 * one before and the moment of the one after. Of several at one moment only the highest rank counts.
 */
export async function linkObservations(db: PoolClient): Promise<void> {
  await db.query(
    `INSERT INTO fold
     SELECT t.id AS license_id, false AS is_seed, f.at, f.fingerprint, f.kind, f.status_after AS status, f.code,
            f.ends_at, f.expires_at, f.remaining_minutes, f.product_id, f.host_id, f.import_id, f.line
       FROM fresh f JOIN touched t ON t.client_id = f.client_id AND t.slot = f.slot
      WHERE f.status_after IS NOT NULL AND t.mode <> 'rebuild'
        AND (NOT t.is_even OR f.at = t.first_at OR f.at = t.last_at OR f.kind = 'license')
     UNION ALL
     SELECT l.id, true, l.observed_at, l.fingerprint, NULL, l.reported_status, NULL,
            l.ends_at, NULL, NULL, l.product_id, NULL, NULL, NULL
       FROM touched t JOIN license l ON l.id = t.id WHERE t.mode = 'append'
     UNION ALL
     SELECT t.id, false, e.at, e.fingerprint, e.kind, e.status_after, e.code,
            e.ends_at, e.expires_at, e.remaining_minutes, e.product_id, e.host_id, e.import_id, e.line
       FROM touched t JOIN client_name n ON n.client_id = t.client_id
       JOIN LATERAL (SELECT * FROM activation_event e
                      WHERE e.name_id = n.id AND e.slot = t.slot AND e.status_after IS NOT NULL OFFSET 0) e ON true
      WHERE t.mode = 'rebuild'`,
  )
  const linked = await db.query(
    `INSERT INTO link
     SELECT k.license_id, k.is_seed, k.at, k.fingerprint, k.kind, k.status, k.code, k.ends_at, k.expires_at,
            k.remaining_minutes, k.product_id, k.host_id, k.import_id, k.line, k.channel, k.through_grace, lead(at) OVER w AS next_at, lag(at) OVER w AS p_at, lag(status) OVER w AS p_status,
            lag(ends_at) OVER w AS p_ends_at, lag(through_grace) OVER w AS p_through_grace
       FROM (SELECT * FROM (
               SELECT f.*, p.channel, lapses_through_grace(f.status, p.channel) AS through_grace,
                      lead(f.at) OVER (PARTITION BY f.license_id ORDER BY f.at, f.fingerprint) AS same_at
                 FROM fold f JOIN product p ON p.id = f.product_id) o
              WHERE same_at IS DISTINCT FROM at) k
     WINDOW w AS (PARTITION BY license_id ORDER BY at)`,
  )
  await analyzeMany(db, 'link (license_id, product_id, host_id, next_at)', linked.rowCount)
}

/**
 * The changes of effective state that follow, in the temporary table `change`: by news where it says
 * something other than time had made of the word before, and by time where a license ended before the
 * next word (up to now). Returns their number.
 */
export async function deriveChanges(db: PoolClient, now: Date): Promise<number> {
  const changes = await db.query(
    `INSERT INTO change
     SELECT license_id, at, from_status, from_condition, to_status, to_condition, 'news' AS cause,
            nullif(code, '0x00000000') AS reason, host_id, import_id, line
       FROM (SELECT license_id, at, is_seed, code, host_id, import_id, line,
                    license_status_at(status, ends_at, through_grace, at) AS to_status,
                    license_condition_at(status, ends_at, through_grace, at) AS to_condition,
                    CASE WHEN p_at IS NOT NULL THEN
                      license_status_at(p_status, p_ends_at, p_through_grace, at - interval '1 microsecond') END AS from_status,
                    CASE WHEN p_at IS NOT NULL THEN
                      license_condition_at(p_status, p_ends_at, p_through_grace, at - interval '1 microsecond') END AS from_condition
               FROM link) n
      WHERE NOT is_seed AND (from_status IS DISTINCT FROM to_status OR from_condition IS DISTINCT FROM to_condition)
     UNION ALL
     SELECT l.license_id, s.at, s.from_status, s.from_condition, s.to_status, s.to_condition, 'time', NULL, NULL, NULL, NULL
       FROM link l, LATERAL license_lapse(l.status, l.ends_at, l.through_grace) s
      WHERE l.ends_at < coalesce(l.next_at, 'infinity') AND l.ends_at <= $1
        AND s.at > l.at AND s.at < coalesce(l.next_at, 'infinity') AND s.at <= $1`,
    [now],
  )
  if (!changes.rowCount) return 0
  await db.query(
    `SELECT ensure_month_partitions(month, month)
       FROM (SELECT DISTINCT date_trunc('month', at, 'UTC') AS month FROM change ORDER BY 1) m`,
  )
  return changes.rowCount
}
