/** What runs a query: a pool of the test's database. */
interface Database {
  query(sql: string): Promise<{ rows: unknown[] }>
}

/** Everything that recording derives, by names instead of numbers, so that two records can be compared. */
const DERIVED: Readonly<Record<string, string>> = {
  client: `SELECT to_jsonb(c) - 'id' AS row FROM client c ORDER BY name`,
  names: `SELECT n.name, coalesce(c.name, f.name) AS client, n.joined_cmid, n.joined_at IS NULL AS is_own, n.placed_at, n.merged_from,
                 n.renamed_from, n.forgotten_id IS NOT NULL AS is_forgotten
            FROM client_name n LEFT JOIN client c ON c.id = n.client_id LEFT JOIN forgotten_client f ON f.id = n.forgotten_id ORDER BY 1`,
  forgotten: `SELECT to_jsonb(f) - 'id' AS row FROM forgotten_client f ORDER BY name`,
  cmid: `SELECT n.name, to_jsonb(k) - 'name_id' AS row FROM client_cmid k JOIN client_name n ON n.id = k.name_id ORDER BY 1, k.cmid`,
  license: `SELECT c.name, p.fingerprint AS product, to_jsonb(l) - 'id' - 'client_id' - 'product_id' AS row
              FROM license l JOIN client c ON c.id = l.client_id JOIN product p ON p.id = l.product_id ORDER BY 1, l.slot`,
  change: `SELECT c.name, l.slot, to_jsonb(h) - 'license_id' - 'client_id' AS row
             FROM license_change h JOIN license l ON l.id = h.license_id JOIN client c ON c.id = h.client_id ORDER BY 1, 2, h.at`,
  event: `SELECT n.name, h.name AS host, to_jsonb(e) - 'name_id' - 'host_id' - 'product_id' AS row
            FROM activation_event e LEFT JOIN client_name n ON n.id = e.name_id LEFT JOIN kms_host h ON h.id = e.host_id
           ORDER BY e.at, e.fingerprint`,
  fleetCount: `SELECT to_jsonb(f) AS row FROM fleet_count f ORDER BY to_jsonb(f)::text`,
  fleetKind: `SELECT to_jsonb(f) AS row FROM fleet_kind f ORDER BY to_jsonb(f)::text`,
  fleetZone: `SELECT to_jsonb(f) AS row FROM fleet_zone f ORDER BY to_jsonb(f)::text`,
  fleetMethod: `SELECT to_jsonb(f) AS row FROM fleet_method f ORDER BY to_jsonb(f)::text`,
  makLicenseCount: `SELECT to_jsonb(m) AS row FROM mak_license_count m ORDER BY to_jsonb(m)::text`,
  otherLicenseCount: `SELECT to_jsonb(f) AS row FROM other_license_count f ORDER BY to_jsonb(f)::text`,
  fleetDay: `SELECT to_jsonb(f) AS row FROM fleet_day f ORDER BY day, condition`,
  host: `SELECT to_jsonb(h) - 'id' AS row FROM kms_host h ORDER BY name`,
  hostDay: `SELECT h.name, to_jsonb(d) - 'host_id' AS row FROM host_day d JOIN kms_host h ON h.id = d.host_id ORDER BY 1, d.day`,
  attempt: `SELECT to_jsonb(a) AS row FROM collection_attempt a ORDER BY name`,
  installedKey: `SELECT to_jsonb(k) - 'recording' AS row FROM installed_key k ORDER BY fingerprint, import_id`,
  claim: `SELECT c.at, c.fingerprint, i.id AS import, c.line, c.record_id FROM event_claim c LEFT JOIN import i USING (recording) ORDER BY 1, 2, 3`,
  reading: `SELECT h.name, to_jsonb(r) - 'host_id' - 'product_id' AS row FROM kms_host_reading r JOIN kms_host h ON h.id = r.host_id
             ORDER BY 1, r.application, r.observed_at, r.fingerprint`,
  service: `SELECT h.name, to_jsonb(s) - 'host_id' AS row FROM kms_host_service s JOIN kms_host h ON h.id = s.host_id ORDER BY 1, s.application`,
}

export async function readRecord(pool: Database): Promise<Record<string, unknown[]>> {
  const record: Record<string, unknown[]> = {}
  for (const [table, sql] of Object.entries(DERIVED)) record[table] = (await pool.query(sql)).rows
  return record
}

export async function emptyRecord(pool: Database): Promise<void> {
  await pool.query(`TRUNCATE client, client_name, client_cmid, license, license_change, activation_event, product,
    kms_host, kms_host_service, kms_host_reading, host_day, fleet_count, fleet_kind, mak_license_count, repeated_mak, other_license_count, fleet_day, fleet_domain, fleet_zone, fleet_method, site_count, belonging_due,
    repeated_cmid, event_claim, import_month,
    collection_attempt, installed_key, forgotten_client CASCADE`)
}

/** What the roll-ups hold beyond a recount of their base tables; empty when they agree. */
export async function rollUpDifferences(pool: Database): Promise<unknown[]> {
  const { rows } = await pool.query(
    `WITH counted AS (
       SELECT condition, coalesce(status::text, '') AS status, coalesce(channel, '') AS channel,
              coalesce(product_label, '') AS product_label, coalesce(kms_host, '') AS kms_host, coalesce(reason, '') AS reason,
              coalesce((expires_at AT TIME ZONE 'UTC')::date, '9999-12-31') AS expires_on, count(*)::int AS clients, min(kind) AS kind
         FROM client GROUP BY 1, 2, 3, 4, 5, 6, 7),
     zones AS (
       SELECT zone_of_client(name, domain) AS zone, coalesce(generation, '') AS generation, coalesce(product_label, '') AS product_label,
              coalesce(channel, '') AS channel, coalesce(activated_by, '') AS activated_by, coalesce(is_virtual, false) AS is_virtual,
              coalesce((observed_at AT TIME ZONE 'UTC')::date, '0001-01-01') AS observed_on, count(*)::int AS clients
         FROM client GROUP BY 1, 2, 3, 4, 5, 6, 7),
     methods AS (
       SELECT coalesce(product_label, '') AS product_label, coalesce(generation, '') AS generation, coalesce(channel, '') AS channel,
              coalesce(activated_by, '') AS activated_by, coalesce(partial_key, '') AS partial_key, coalesce(kms_host, '') AS kms_host,
              coalesce(is_virtual, false) AS is_virtual, coalesce(site_id, 0) AS site_id, condition, coalesce(reason, '') AS reason,
              count(*)::int AS clients
         FROM client GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
     kinds AS (
       SELECT condition, status, channel, product_label, kms_host, reason, sum(clients)::int AS clients, min(kind) AS kind
         FROM counted GROUP BY 1, 2, 3, 4, 5, 6),
     maks AS (
       SELECT partial_key, coalesce(activation_id::text, '') AS activation_id, product_label, is_primary, count(*)::int AS licenses
         FROM license WHERE channel = 'MAK' AND partial_key IS NOT NULL GROUP BY 1, 2, 3, 4),
     more AS (
       SELECT partial_key, client_id FROM license WHERE channel = 'MAK' AND partial_key IS NOT NULL
        GROUP BY 1, 2 HAVING count(*) > 1),
     days AS (
       SELECT (at AT TIME ZONE 'UTC')::date AS day, m.condition, sum(m.delta)::int AS delta
         FROM license_change c, LATERAL (VALUES (c.from_condition, -1), (c.to_condition, 1)) m(condition, delta)
        WHERE c.is_primary AND m.condition IS NOT NULL GROUP BY 1, 2 HAVING sum(m.delta) <> 0),
     others AS (
       SELECT condition, status::text AS status, channel, product_label, coalesce(kms_host, '') AS kms_host,
              coalesce(reason, '') AS reason,
              coalesce((license_end(condition, changes_at, since) AT TIME ZONE 'UTC')::date, '9999-12-31') AS expires_on,
              is_addon, managed_per_user, count(*)::int AS licenses,
              min(client_kind(condition, channel, product_label, kms_host, reason)) AS kind
         FROM license WHERE NOT is_primary GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9),
     hosts AS (
       SELECT host_id, (at AT TIME ZONE 'UTC')::date AS day, count(*)::int AS requests,
              count(*) FILTER (WHERE code <> '0x00000000')::int AS failed
         FROM activation_event WHERE kind = 'kmsRequest' AND host_id IS NOT NULL GROUP BY 1, 2),
     domains AS (
       SELECT domain_of_client(name, domain) AS domain, zone_of_client(name, domain) AS zone, count(*)::int AS clients
         FROM client GROUP BY 1, 2),
     sites AS (
       SELECT site_id, true AS is_primary, condition, coalesce(status::text, '') AS status, coalesce(channel, '') AS channel,
              coalesce(product_label, '') AS product_label, coalesce(kms_host, '') AS kms_host, coalesce(reason, '') AS reason,
              false AS is_addon, false AS managed_per_user, count(*)::int AS counted, min(kind) AS kind
         FROM client WHERE site_id IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
       UNION ALL
       SELECT c.site_id, false, l.condition, l.status::text, l.channel, l.product_label, coalesce(l.kms_host, ''),
              coalesce(l.reason, ''), l.is_addon, l.managed_per_user, count(*)::int,
              min(client_kind(l.condition, l.channel, l.product_label, l.kms_host, l.reason))
         FROM license l JOIN client c ON c.id = l.client_id
        WHERE NOT l.is_primary AND c.site_id IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
     repeated AS (SELECT cmid FROM client_cmid GROUP BY cmid HAVING count(*) > 1)
     SELECT 'fleet_count' AS roll_up, to_jsonb(x) AS row FROM (
       (TABLE fleet_count EXCEPT TABLE counted) UNION ALL (TABLE counted EXCEPT TABLE fleet_count)) x
     UNION ALL SELECT 'fleet_kind', to_jsonb(x) FROM (
       (TABLE fleet_kind EXCEPT TABLE kinds) UNION ALL (TABLE kinds EXCEPT TABLE fleet_kind)) x
     UNION ALL SELECT 'fleet_zone', to_jsonb(x) FROM (
       (TABLE fleet_zone EXCEPT TABLE zones) UNION ALL (TABLE zones EXCEPT TABLE fleet_zone)) x
     UNION ALL SELECT 'fleet_method', to_jsonb(x) FROM (
       (TABLE fleet_method EXCEPT TABLE methods) UNION ALL (TABLE methods EXCEPT TABLE fleet_method)) x
     UNION ALL SELECT 'mak_license_count', to_jsonb(x) FROM (
       (TABLE mak_license_count EXCEPT TABLE maks) UNION ALL (TABLE maks EXCEPT TABLE mak_license_count)) x
     UNION ALL SELECT 'repeated_mak', to_jsonb(x) FROM (TABLE more EXCEPT TABLE repeated_mak) x
     UNION ALL SELECT 'other_license_count', to_jsonb(x) FROM (
       (TABLE other_license_count EXCEPT TABLE others) UNION ALL (TABLE others EXCEPT TABLE other_license_count)) x
     UNION ALL SELECT 'fleet_day', to_jsonb(x) FROM (
       (TABLE fleet_day EXCEPT TABLE days) UNION ALL (TABLE days EXCEPT TABLE fleet_day)) x
     UNION ALL SELECT 'host_day', to_jsonb(x) FROM (
       (TABLE host_day EXCEPT TABLE hosts) UNION ALL (TABLE hosts EXCEPT TABLE host_day)) x
     UNION ALL SELECT 'fleet_domain', to_jsonb(x) FROM (
       (TABLE fleet_domain EXCEPT TABLE domains) UNION ALL (TABLE domains EXCEPT TABLE fleet_domain)) x
     UNION ALL SELECT 'site_count', to_jsonb(x) FROM (
       (TABLE site_count EXCEPT TABLE sites) UNION ALL (TABLE sites EXCEPT TABLE site_count)) x
     UNION ALL SELECT 'repeated_cmid', to_jsonb(x) FROM (TABLE repeated EXCEPT TABLE repeated_cmid) x
     UNION ALL SELECT 'directory_computer', to_jsonb(d) FROM directory_computer d
      WHERE is_heard <> EXISTS (SELECT FROM client_name n WHERE n.name IN (d.name, d.short_name))`,
  )
  return rows
}
