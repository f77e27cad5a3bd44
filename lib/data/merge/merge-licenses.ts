import type { PoolClient } from 'pg'

/** What a license is called and of which generation; s = newest word, r = newest reading, each with its product. */
export const PRODUCT_LABEL = `CASE WHEN w.is_same AND rp.is_known THEN rp.label
                          WHEN w.fits AND rp.told IS NOT NULL THEN rp.label
                          WHEN w.fits AND NOT sp.is_known THEN rp.label ELSE sp.label END`
export const GENERATION = `CASE WHEN w.is_same THEN coalesce(rp.generation, sp.generation)
                          WHEN w.fits AND rp.told IS NOT NULL THEN rp.generation ELSE sp.generation END`

/** Columns of `license` with the expression that fills each; s = newest word, r = newest reading. */
const COLUMNS: readonly (readonly [column: string, expression: string])[] = [
  ['product_label', PRODUCT_LABEL],
  ['generation', GENERATION],
  ['product_name', 'CASE WHEN w.fits THEN coalesce(sp.name, rp.name) ELSE sp.name END'],
  ['description', 'CASE WHEN w.fits THEN coalesce(sp.description, rp.description) ELSE sp.description END'],
  [
    'activation_id',
    'CASE WHEN w.fits THEN coalesce(sp.activation_id, rp.activation_id) ELSE sp.activation_id END',
  ],
  [
    'application_id',
    'CASE WHEN w.fits THEN coalesce(sp.application_id, rp.application_id) ELSE sp.application_id END',
  ],
  ['product_id', 'sp.id'],
  ['channel', 'sp.channel'],
  ['partial_key', `w.details ->> 'partialKey'`],
  ['is_addon', 'sp.is_addon'],
  ['managed_per_user', 'sp.managed_per_user'],
  ['reported_status', 's.status'],
  ['reason', `nullif(s.code, '0x00000000')`],
  [
    'remaining_minutes',
    `CASE WHEN s.kind = 'kmsRequest' AND s.code = '0x00000000' THEN 259200 ELSE s.remaining_minutes END`,
  ],
  ['expires_at', 's.expires_at'],
  ['ends_at', 's.ends_at'],
  ['observed_at', 's.at'],
  ['fingerprint', 's.fingerprint'],
  ['status', 'license_status_at(s.status, s.ends_at, s.through_grace, greatest(s.at, $1))'],
  ['condition', 'license_condition_at(s.status, s.ends_at, s.through_grace, greatest(s.at, $1))'],
  ['changes_at', 'license_changes_at(s.ends_at, s.through_grace, greatest(s.at, $1))'],
  [
    'since',
    `coalesce(c.since, CASE WHEN l.since > t.moved_after THEN (
              SELECT max(h.at) FROM license_change h WHERE h.license_id = t.id AND h.at <= t.moved_after
                 AND h.from_status IS DISTINCT FROM h.to_status) ELSE l.since END, s.at)`,
  ],
  [
    'last_renewed_at',
    `CASE t.mode WHEN 'rebuild' THEN a.renewed_at ELSE greatest(a.renewed_at, l.last_renewed_at) END`,
  ],
  ['reading_at', 'w.reading_at'],
  ['reading_fingerprint', 'w.reading_fingerprint'],
  [
    'activated_by',
    `CASE WHEN s.status <> 'licensed' THEN NULL
                         WHEN s.kind = 'directoryActivation' THEN 'directory'
                         WHEN s.kind <> 'license' THEN 'kms'
                         ELSE coalesce(w.details ->> 'activatedBy',
                                CASE WHEN sp.channel = 'KMS client' AND s.host_id IS NOT NULL THEN 'kms' END) END`,
  ],
  ['kms_host', `CASE WHEN s.kind = 'directoryActivation' THEN NULL ELSE coalesce(sh.name, rh.name) END`],
  ['kms_port', `(w.details ->> 'port')::int`],
  ['kms_found_by', `w.details ->> 'foundBy'`],
  ['kms_host_address', `w.details ->> 'hostAddress'`],
  ['kms_host_extended_pid', `w.details ->> 'hostExtendedPid'`],
  ['activation_interval_minutes', `(w.details ->> 'activationIntervalMinutes')::int`],
  ['renewal_interval_minutes', `(w.details ->> 'renewalIntervalMinutes')::int`],
  ['host_caching', `(w.details ->> 'hostCaching')::boolean`],
  ['rearms_windows', `(w.details -> 'rearms' ->> 'windows')::int`],
  ['rearms_sku', `(w.details -> 'rearms' ->> 'sku')::int`],
  ['extended_pid', `w.details ->> 'extendedPid'`],
  ['installation_id', `w.details ->> 'installationId'`],
  ['import_id', 's.import_id'],
  ['line', 's.line'],
]

/**
 * Writes the touched licenses: the newest word gives the state, the newest reading of the same product
 * what a KMS event does not say. Those that were there are updated: INSERT ... ON CONFLICT would lock each of them first.
 */
export async function saveLicenses(
  db: PoolClient,
  now: Date,
  { hasNew }: { hasNew: boolean },
): Promise<void> {
  const names = COLUMNS.map(([column]) => column)
  await db.query(
    `UPDATE license o SET ${names.map((column) => `${column} = n.${column}`).join(', ')}
       FROM (${saved('NOT t.is_new')}) n WHERE o.id = n.id`,
    [now],
  )
  if (!hasNew) return
  await db.query(
    `INSERT INTO license (id, client_id, slot, is_primary, ${names.join(', ')}) ${saved('t.is_new')}`,
    [now],
  )
}

/** The touched licenses as they are to be. */
function saved(which: 't.is_new' | 'NOT t.is_new'): string {
  return `WITH told AS (
     SELECT f.license_id, max(CASE WHEN f.status = 'licensed' THEN greatest(f.expires_at, e.last_expires_at) END)
              FILTER (WHERE p.channel = 'KMS client' AND NOT f.is_seed) - interval '4320 hours' AS renewed_at
       FROM fold f JOIN product p ON p.id = f.product_id
       LEFT JOIN touched e ON e.id = f.license_id AND e.is_even AND e.mode <> 'rebuild'
      GROUP BY f.license_id),
     told_reading AS (
     SELECT DISTINCT ON (license_id) license_id, at, fingerprint FROM fold WHERE kind = 'license'
      ORDER BY license_id, at DESC, fingerprint DESC)
     SELECT t.id, t.client_id, t.slot, t.slot = 'windows' AS is_primary,
            ${COLUMNS.map(([column, expression]) => `${expression} AS ${column}`).join(',\n            ')}
       FROM link s
       JOIN touched t ON t.id = s.license_id
       JOIN product sp ON sp.id = s.product_id
       JOIN told a ON a.license_id = t.id
       LEFT JOIN license l ON l.id = t.id AND t.mode <> 'rebuild'
       LEFT JOIN told_reading f ON f.license_id = t.id
       LEFT JOIN (SELECT license_id, max(at) AS since FROM change
                   WHERE from_status IS DISTINCT FROM to_status GROUP BY 1) c ON c.license_id = t.id
       LEFT JOIN LATERAL (
         SELECT e.product_id, e.host_id, e.details FROM activation_event e
          WHERE e.at = coalesce(f.at, l.reading_at) AND e.fingerprint = coalesce(f.fingerprint, l.reading_fingerprint)
         OFFSET 0) r ON true
       LEFT JOIN product rp ON rp.id = r.product_id
       CROSS JOIN LATERAL (
         SELECT coalesce(f.at, l.reading_at) AS reading_at,
                coalesce(f.fingerprint, l.reading_fingerprint) AS reading_fingerprint,
                coalesce(rp.id = sp.id OR rp.activation_id = sp.activation_id, false) AS is_same,
                rp.id IS NOT NULL AND coalesce(rp.activation_id = sp.activation_id, true) AS fits,
                CASE WHEN coalesce(rp.activation_id = sp.activation_id, true) THEN r.details END AS details) w
       LEFT JOIN kms_host sh ON sh.id = s.host_id
       LEFT JOIN kms_host rh ON rh.id = r.host_id AND w.fits
      WHERE s.next_at IS NULL AND ${which} ORDER BY t.client_id`
}

/** A license whose last observation went to another one is removed. */
export async function removeLeftLicenses(db: PoolClient): Promise<void> {
  await db.query(
    `DELETE FROM license l USING touched t
      WHERE l.id = t.id AND t.mode = 'rebuild' AND NOT EXISTS (SELECT FROM link WHERE link.license_id = t.id)`,
  )
}
