import type { PoolClient } from 'pg'

/** An answer in a client's log has its host from its question: it is no sight of that host. */
const SIGHTS = `SELECT * FROM activation_event e
            WHERE e.host_id = h.id AND NOT (e.kind = 'kmsClientExchange' AND coalesce(e.details ->> 'step' = 'response', false))`

/**
 * Lets the KMS hosts follow what is gone: their days, their newest request, their services, and when they were seen. A host
 * of which nothing is said any more goes; one that was seen before `keptFrom` stays.
 */
export async function takeBackHosts(db: PoolClient, keptFrom: Date | null): Promise<void> {
  await db.query(
    `CREATE TEMP TABLE left_host ON COMMIT DROP AS
     SELECT host_id AS id FROM gone WHERE host_id IS NOT NULL UNION SELECT host_id FROM gone_reading`,
  )
  await uncountRequests(db)
  await restoreServices(db)
  await db.query(
    `CREATE TEMP TABLE seen_host ON COMMIT DROP AS
     SELECT h.id, h.first_seen_at < $1 AS is_older,
            least((SELECT at FROM (${SIGHTS}) s ORDER BY at LIMIT 1), r.first_at) AS first_at,
            greatest((SELECT at FROM (${SIGHTS}) s ORDER BY at DESC LIMIT 1), r.last_at) AS last_at,
            (SELECT at FROM (${SIGHTS}) s WHERE kind = 'kmsRequest' ORDER BY at DESC LIMIT 1) AS asked_at,
            CASE WHEN EXISTS (SELECT FROM (${SIGHTS}) s WHERE kind = 'kmsRequest' AND minimum_count = h.largest_windows_minimum
                                 AND (slot = 'windows' OR minimum_count = 25)) THEN h.largest_windows_minimum
                 ELSE (SELECT max(minimum_count) FROM (${SIGHTS}) s
                        WHERE kind = 'kmsRequest' AND (slot = 'windows' OR minimum_count = 25)) END AS largest
       FROM kms_host h JOIN left_host USING (id)
       LEFT JOIN LATERAL (SELECT min(observed_at) AS first_at, max(observed_at) AS last_at
                            FROM kms_host_reading r WHERE r.host_id = h.id) r ON true`,
    [keptFrom],
  )
  await db.query(
    `UPDATE kms_host h SET first_seen_at = CASE WHEN s.is_older THEN h.first_seen_at ELSE s.first_at END,
            last_seen_at = coalesce(s.last_at, h.last_seen_at), last_request_at = s.asked_at, largest_windows_minimum = s.largest
       FROM seen_host s WHERE h.id = s.id AND (s.first_at IS NOT NULL OR s.is_older);
     DELETE FROM host_day d USING seen_host s WHERE d.host_id = s.id AND s.first_at IS NULL AND s.is_older IS NOT TRUE;
     DELETE FROM kms_host h USING seen_host s WHERE h.id = s.id AND s.first_at IS NULL AND s.is_older IS NOT TRUE;
     UPDATE kms_host_service v SET needed_count = CASE WHEN s.largest < 25 THEN 5 ELSE 25 END
       FROM seen_host s WHERE v.host_id = s.id AND v.application = 'windows'`,
  )
}

async function uncountRequests(db: PoolClient): Promise<void> {
  await db.query(
    `UPDATE host_day d SET requests = d.requests - g.requests, failed = d.failed - g.failed
       FROM (SELECT host_id, (at AT TIME ZONE 'UTC')::date AS day, count(*)::int AS requests,
                    count(*) FILTER (WHERE code <> '0x00000000')::int AS failed
               FROM gone WHERE kind = 'kmsRequest' AND host_id IS NOT NULL GROUP BY 1, 2) g
      WHERE d.host_id = g.host_id AND d.day = g.day;
     DELETE FROM host_day d USING left_host h WHERE d.host_id = h.id AND d.requests = 0`,
  )
}

/** A service says what the newest reading that is left says. */
async function restoreServices(db: PoolClient): Promise<void> {
  await db.query(
    `UPDATE kms_host_service k
        SET (observed_at, fingerprint, product_label, description, activation_id, partial_key, extended_pid, status, reason,
             current_count, port, dns_publishing, priority, total_requests, failed_requests) =
            (r.observed_at, r.fingerprint, coalesce(p.label, k.product_label), p.description, p.activation_id,
             r.details ->> 'partialKey', r.details ->> 'extendedPid', r.status, r.reason, r.current_count,
             (r.details ->> 'port')::int, (r.details ->> 'dnsPublishing')::boolean, r.details ->> 'priority',
             r.total_requests, r.failed_requests)
       FROM (SELECT DISTINCT ON (r.host_id, r.application) r.* FROM kms_host_reading r
               JOIN (SELECT DISTINCT * FROM gone_reading) g USING (host_id, application)
              ORDER BY r.host_id, r.application, r.observed_at DESC, r.fingerprint DESC) r
       LEFT JOIN product p ON p.id = r.product_id
      WHERE k.host_id = r.host_id AND k.application = r.application;
     DELETE FROM kms_host_service k USING gone_reading g
      WHERE k.host_id = g.host_id AND k.application = g.application AND NOT EXISTS (
            SELECT FROM kms_host_reading r WHERE r.host_id = k.host_id AND r.application = k.application)`,
  )
}
