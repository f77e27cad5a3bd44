import type { PoolClient } from 'pg'
import { rowsOf } from '../rows'
import { keepReadingClaims, type Portions } from './claims'
import type { PortionCount } from './work-tables'

/** How many distinct machines a Windows host needs, by the largest threshold of a Windows client that asked it. */
export async function setNeededCounts(db: PoolClient): Promise<void> {
  await db.query(
    `UPDATE kms_host_service s SET needed_count = n.needed
       FROM (SELECT h.id, CASE WHEN h.largest_windows_minimum < 25 THEN 5 ELSE 25 END AS needed FROM kms_host h
              WHERE h.name IN (SELECT host FROM stage)) n
      WHERE s.host_id = n.id AND s.application = 'windows' AND s.needed_count <> n.needed`,
  )
}

/** Counts the fresh requests of the KMS hosts: by day, the newest one, and the largest threshold of a Windows client that asked. */
export async function countRequests(db: PoolClient): Promise<void> {
  await db.query(
    `INSERT INTO host_day AS d (host_id, day, requests, failed)
     SELECT host_id, (at AT TIME ZONE 'UTC')::date, count(*), count(*) FILTER (WHERE code <> '0x00000000')
       FROM fresh WHERE kind = 'kmsRequest' AND host_id IS NOT NULL GROUP BY 1, 2
         ON CONFLICT (host_id, day) DO UPDATE
        SET requests = d.requests + excluded.requests, failed = d.failed + excluded.failed`,
  )
  await db.query(
    `UPDATE kms_host h SET last_request_at = greatest(h.last_request_at, f.last_at),
            largest_windows_minimum = greatest(h.largest_windows_minimum, f.minimum)
       FROM (SELECT host_id, max(at) AS last_at,
                    max(minimum_count) FILTER (WHERE slot = 'windows' OR minimum_count = 25) AS minimum
               FROM fresh WHERE kind = 'kmsRequest' AND host_id IS NOT NULL GROUP BY host_id) f
      WHERE h.id = f.host_id`,
  )
}

/**
 * Adds what the hosts say of themselves. Returns how many readings were news. A threshold nobody has shown yet is taken to
 * be 25: every Windows host key serves client editions.
 */
export async function addHostReadings(db: PoolClient, portions: Portions): Promise<PortionCount[]> {
  await db.query(
    `CREATE TEMP TABLE reading ON COMMIT DROP AS
     SELECT DISTINCT ON (h.id, s.at, s.fingerprint) h.id AS host_id,
            CASE WHEN p.slot LIKE 'office:%' THEN 'office' ELSE 'windows' END AS application,
            s.*, p.id AS product_id, p.label, p.description, p."activationId" AS activation_id
       FROM stage s JOIN kms_host h ON h.name = s.host JOIN staged_product p ON p.no = s.product_no
      WHERE s.kind = 'kmsHost' ORDER BY h.id, s.at, s.fingerprint, s.portion, s.line`,
  )
  const added = await rowsOf<PortionCount>(
    db,
    `WITH added AS (
     INSERT INTO kms_host_reading (host_id, application, observed_at, fingerprint, status, current_count,
                                   total_requests, failed_requests, details, import_id, line, product_id, reason)
     SELECT host_id, application, at, fingerprint, status_after, (details ->> 'currentCount')::int,
            (details -> 'requests' ->> 'total')::int, (details -> 'requests' ->> 'failed')::int,
            coalesce(details, '{}'), ($1::uuid[])[portion + 1], line, product_id, nullif(code, '0x00000000')
       FROM reading ON CONFLICT DO NOTHING RETURNING host_id, observed_at, fingerprint)
     SELECT r.portion, count(*)::int AS count
       FROM added a JOIN reading r ON (r.host_id, r.at, r.fingerprint) = (a.host_id, a.observed_at, a.fingerprint) GROUP BY 1`,
    [portions.importIds],
  )
  await keepReadingClaims(db, portions)
  await db.query(
    `INSERT INTO kms_host_service AS k (host_id, application, observed_at, fingerprint, product_label, description,
            activation_id, partial_key, extended_pid, status, reason, current_count, needed_count, port,
            dns_publishing, priority, total_requests, failed_requests)
     SELECT DISTINCT ON (host_id, application) host_id, application, at, fingerprint, label, description,
            activation_id, details ->> 'partialKey', details ->> 'extendedPid', status_after,
            nullif(code, '0x00000000'), (details ->> 'currentCount')::int,
            CASE WHEN application = 'office' THEN 5 ELSE 25 END, (details ->> 'port')::int,
            (details ->> 'dnsPublishing')::boolean, details ->> 'priority',
            (details -> 'requests' ->> 'total')::int, (details -> 'requests' ->> 'failed')::int
       FROM reading ORDER BY host_id, application, at DESC, fingerprint DESC
         ON CONFLICT (host_id, application) DO UPDATE SET
            (observed_at, fingerprint, product_label, description, activation_id, partial_key, extended_pid, status,
             reason, current_count, port, dns_publishing, priority, total_requests, failed_requests) =
            (excluded.observed_at, excluded.fingerprint, excluded.product_label, excluded.description,
             excluded.activation_id, excluded.partial_key, excluded.extended_pid, excluded.status, excluded.reason,
             excluded.current_count, excluded.port, excluded.dns_publishing, excluded.priority,
             excluded.total_requests, excluded.failed_requests)
      WHERE (excluded.observed_at, excluded.fingerprint) > (k.observed_at, k.fingerprint)`,
  )
  return added
}
