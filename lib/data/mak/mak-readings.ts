import type { MakReading } from '@/lib/activation/mak/uses-of-mak'
import type { SqlRunner } from '../rows'

/** A machine's reading with one of our MAKs. The installation ID is its digest. */
export interface ReadingRow {
  clientId: number
  keyId: string
  machine: string
  slot: string
  at: string
  fingerprint: string
  status: MakReading['status']
  cmid: string | null
  installationDigest: string | null
  importId: string | null
  line: number | null
}

/**
 * The readings of these clients with our MAKs, in the order of time. One that says the same as the one before
 * it is left out: it changes nothing, and a machine that is read every week would otherwise bring its years.
 */
export function loadMakReadings(sql: SqlRunner, clientIds: readonly number[]): Promise<ReadingRow[]> {
  return sql.rows<ReadingRow>(
    `SELECT client_id, key_id, name AS machine, slot, at, fingerprint, status, cmid,
            digest AS installation_digest, import_id, line
       FROM (SELECT told.*, row_number() OVER w = 1 AS is_first, lag(status) OVER w AS p_status,
                    lag(cmid) OVER w AS p_cmid, lag(digest) OVER w AS p_digest
               FROM (SELECT n.client_id, n.name, e.slot, e.at, e.fingerprint, e.status_after::text AS status, e.cmid,
                            installation_digest(e.details ->> 'installationId') AS digest, e.import_id, e.line,
                            mak_of_reading(e.details ->> 'partialKey', p.activation_id) AS key_id
                       FROM client_name n
                       JOIN LATERAL (SELECT * FROM activation_event WHERE name_id = n.id AND kind = 'license' OFFSET 0) e ON true
                       JOIN product p ON p.id = e.product_id AND p.channel = 'MAK'
                      WHERE n.client_id = ANY($1::int[]) AND e.slot IS NOT NULL AND e.status_after IS NOT NULL) told
              WHERE key_id IS NOT NULL
             WINDOW w AS (PARTITION BY client_id, key_id, slot ORDER BY at, fingerprint)) r
      WHERE is_first OR (status, cmid, digest) IS DISTINCT FROM (p_status, p_cmid, p_digest)
      ORDER BY at, fingerprint`,
    [clientIds],
  )
}

/** What the ledgers hold of a machine. */
export interface KnownEntry {
  clientId: number
  keyId: string
  no: number
  kind: 'activation' | 'reactivation' | 'reapplied'
  cause: 'rebuild' | 'hardware' | null
  change: number
  at: string
  machine: string | null
  slot: string | null
  cmid: string | null
  installationDigest: string | null
  /** Of an entry that comes from an observation. */
  fingerprint: string | null
  coveredBy: number | null
  isTakenBack: boolean
  /** Its observation is no longer kept. */
  isGone: boolean
}

/**
 * The entries about these clients: by the names they were seen under, and planned ones without a name by the
 * installation IDs that the readings tell.
 */
export function loadKnownEntries(
  sql: SqlRunner,
  clientIds: readonly number[],
  readings: readonly ReadingRow[],
): Promise<KnownEntry[]> {
  const told = readings.flatMap(({ clientId, installationDigest }) =>
    installationDigest === null ? [] : [{ clientId, installationDigest }],
  )
  return sql.rows<KnownEntry>(
    `WITH about AS (
       SELECT n.client_id, e.*
         FROM client_name n JOIN LATERAL (SELECT * FROM mak_entry WHERE machine = n.name OFFSET 0) e ON true
        WHERE n.client_id = ANY($1::int[])
        UNION ALL
       SELECT d.client_id, e.* FROM (SELECT DISTINCT * FROM unnest($2::int[], $3::text[]) AS t(client_id, digest)) d
         JOIN mak_entry e ON e.installation_digest = d.digest AND e.machine IS NULL)
     SELECT client_id, key_id, no, kind, cause, change, at, machine, slot, cmid,
            installation_digest, fingerprint, covered_by,
            EXISTS (SELECT FROM mak_entry t WHERE t.takes_back = a.no AND t.key_id IS NOT DISTINCT FROM a.key_id) AS is_taken_back,
            fingerprint IS NOT NULL AND NOT EXISTS (
              SELECT FROM activation_event v WHERE v.at = a.at AND v.fingerprint = a.fingerprint OFFSET 0) AS is_gone
       FROM about a WHERE kind IN ('activation', 'reactivation', 'reapplied')
      ORDER BY at, no`,
    [clientIds, told.map(({ clientId }) => clientId), told.map((one) => one.installationDigest)],
  )
}
