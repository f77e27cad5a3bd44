import type { CollectionOutcome, CollectionWay } from '@/lib/activation/collection/outcome-table'
import type { Neighbour } from '@/lib/activation/diagnosis/neighbours'
import { isWithinAt, machinesFor } from '../belonging/within'
import { loadSurroundings, type Surroundings } from '../clients/surroundings'
import { conditionAt, sinceAt } from '../license-at'
import type { DataReader } from '../permission'
import { readRows } from '../rows'

/** Whose evidence is asked for: one license of a machine, and the hosts it has to do with. */
export interface EvidenceOf {
  name: string
  slot: string
  application: 'windows' | 'office'
  hosts: readonly string[]
  /** Lower case; empty where it has none. */
  zone: string
  now: Date
}

export interface AttemptRow {
  at: string
  code: string
  host: string | null
  clientTime: string | null
}

export interface HostEvidence {
  host: string
  isRetired: boolean
  keyGroup: string | null
  description: string | null
  activationId: string | null
  productLabel: string | null
  count: number | null
  countedAt: string | null
  servedOthersAt: string | null
}

export interface CmidRow {
  cmid: string
  firstSeenAt: string
  /** at most 50 */
  others: string[]
}

export interface ZoneRow {
  isListed: boolean
  machines: number
  recordSeenAt: string | null
  /** zones in use */
  known: string[]
}

export interface MachineEvidence {
  /** newest first */
  attempts: AttemptRow[]
  hosts: HostEvidence[]
  neighbours: Neighbour[]
  /** as it was set */
  site: string | undefined
  /** newest first */
  cmids: CmidRow[]
  zone: ZoneRow
  surroundings: Surroundings
  /** the newest attempt of a collector to read it */
  collected: { at: string; outcome: CollectionOutcome; via: CollectionWay | null } | undefined
}

/**
 * What the record holds of a machine and around it, for a diagnosis. Each statement looks at a bounded number of rows,
 * whatever the size of the fleet: the machines next to it by name and at its site, and the last that its hosts answered. Throws
 * NotPermitted without `machine.read`.
 */
export async function loadMachineEvidence(reader: DataReader, of: EvidenceOf): Promise<MachineEvidence> {
  const within = machinesFor(reader) ?? null
  const [attempts, hosts, neighbours, [place], cmids, [zone], surroundings, [collected]] = await Promise.all([
    readRows<AttemptRow>(ATTEMPTS, [of.name, of.slot, of.now]),
    readRows<HostEvidence>(HOSTS, [of.hosts, of.application, of.name, of.now]),
    readRows<Neighbour>(NEIGHBOURS, [of.name, of.slot, of.hosts, of.now, within]),
    readRows<{ site: string }>(SITE, [of.name]),
    readRows<CmidRow>(CMIDS, [of.name, of.application, of.now, within]),
    readRows<ZoneRow>(within ? ZONE_WITHIN : ZONE, within ? [of.zone, within] : [of.zone]),
    loadSurroundings(of.name, of.now),
    readRows<NonNullable<MachineEvidence['collected']>>(COLLECTED, [of.name]),
  ])
  return {
    attempts,
    hosts,
    neighbours,
    site: place?.site,
    cmids,
    collected,
    zone: zone ?? { isListed: false, machines: 0, recordSeenAt: null, known: [] },
    surroundings,
  }
}

const COLLECTED = `
  SELECT a.at, a.outcome, a.via
    FROM client_name own JOIN client_name n ON n.client_id = own.client_id JOIN collection_attempt a ON a.name = n.name
   WHERE own.name = $1 ORDER BY a.at DESC LIMIT 1`

const SUCCESS = `'0x00000000'`

/** A question that reached its host says nothing yet: the answer does. */
const IS_AN_OUTCOME = `e.kind IN ('kmsRequest', 'kmsClientExchange') AND e.code IS NOT NULL
        AND NOT (e.kind = 'kmsClientExchange' AND e.code = ${SUCCESS} AND e.details ->> 'step' = 'request')`

const ATTEMPTS = `
  SELECT e.at, e.code, h.name AS host, e.client_time
    FROM client_name own JOIN client_name n ON n.client_id = own.client_id
    JOIN activation_event e ON e.name_id = n.id LEFT JOIN kms_host h ON h.id = e.host_id
   WHERE own.name = $1 AND e.at BETWEEN $3::timestamptz - interval '60 days' AND $3
     AND (e.slot IS NULL OR e.slot = $2) AND ${IS_AN_OUTCOME}
   ORDER BY e.at DESC LIMIT 50`

/** The last that a host answered. */
const LAST_ANSWERS = (host: string, now: string) => `
  SELECT e.at, e.code, e.kind, e.name_id FROM activation_event e
   WHERE e.host_id = ${host} AND e.at BETWEEN ${now}::timestamptz - interval '60 days' AND ${now}
   ORDER BY e.at DESC LIMIT 200`

const HOSTS = `
  WITH own AS (
    SELECT n.id FROM client_name o JOIN client_name n ON n.client_id = o.client_id WHERE o.name = $3)
  SELECT w.name AS host, r.retired_at IS NOT NULL AS is_retired, coalesce(k.key_group, r.key_group) AS key_group,
         s.description, s.activation_id, s.product_label, s.current_count AS count, s.observed_at AS counted_at,
         (SELECT max(e.at) FROM (${LAST_ANSWERS('h.id', '$4')}) e
           WHERE e.kind = 'kmsRequest' AND e.code = ${SUCCESS} AND e.name_id NOT IN (SELECT id FROM own)) AS served_others_at
    FROM unnest($1::text[]) w(name)
    LEFT JOIN kms_host_registration r ON r.name = w.name LEFT JOIN product_key k ON k.id = r.key_id
    LEFT JOIN kms_host h ON h.name = w.name
    LEFT JOIN kms_host_service s ON s.host_id = h.id AND s.application = $2`

const BESIDE = 150

const NEIGHBOURS = `
  WITH own AS (SELECT c.id, c.name, c.site_id FROM client_name n JOIN client c ON c.id = n.client_id WHERE n.name = $1),
  near AS (
    (SELECT c.id FROM client c WHERE c.name > (SELECT name FROM own) ORDER BY c.name LIMIT ${BESIDE})
     UNION
    (SELECT c.id FROM client c WHERE c.name < (SELECT name FROM own) ORDER BY c.name DESC LIMIT ${BESIDE})
     UNION
    (SELECT c.id FROM client c WHERE c.site_id = (SELECT nullif(site_id, 0) FROM own) ORDER BY c.name LIMIT ${BESIDE})
     UNION
    SELECT n.client_id FROM kms_host h CROSS JOIN LATERAL (${LAST_ANSWERS('h.id', '$4')}) e
      JOIN client_name n ON n.id = e.name_id WHERE h.name = ANY($3))
  SELECT c.name, zone_of_client(c.name, c.domain) AS zone,
         (SELECT s.name FROM site s WHERE s.id = nullif(c.site_id, 0)) AS site, ${conditionAt('$4')} AS condition,
         coalesce(a.code, l.reason) AS code, l.last_renewed_at AS served_at, ${sinceAt('$4')} AS since
    FROM near JOIN client c ON c.id = near.id JOIN license l ON l.client_id = c.id AND l.slot = $2
    LEFT JOIN LATERAL (
         SELECT e.code FROM client_name n JOIN activation_event e ON e.name_id = n.id
          WHERE n.client_id = c.id AND e.at BETWEEN $4::timestamptz - interval '60 days' AND $4 AND ${IS_AN_OUTCOME}
          ORDER BY e.at DESC LIMIT 1) a ON true
   WHERE c.id <> (SELECT id FROM own) AND ${isWithinAt('$5', 'c.site_id')}`

const SITE = `
  SELECT s.name AS site FROM client_name n JOIN client c ON c.id = n.client_id JOIN site s ON s.id = nullif(c.site_id, 0)
   WHERE n.name = $1`

/** Who else was seen with it within the 30 days that a host remembers. */
const CMIDS = `
  SELECT m.cmid, min(m.first_seen_at) AS first_seen_at,
         (SELECT coalesce(array_agg(DISTINCT c.name), '{}') FROM (
            SELECT k.name_id FROM client_cmid k
             WHERE k.cmid = m.cmid AND k.last_seen_at > $3::timestamptz - interval '30 days' LIMIT 50) k
           JOIN client_name n ON n.id = k.name_id JOIN client c ON c.id = n.client_id
          WHERE c.id <> own.client_id AND ${isWithinAt('$4', 'c.site_id')}) AS others
    FROM client_name own JOIN client_name n ON n.client_id = own.client_id JOIN client_cmid m ON m.name_id = n.id
   WHERE own.name = $1 AND m.application = $2
   GROUP BY m.cmid, own.client_id ORDER BY max(m.last_seen_at) DESC LIMIT 20`

const zoneWith = (machines: string) => `
  SELECT EXISTS (SELECT FROM dns_zone WHERE name = $1 AND retired_at IS NULL) AS is_listed,
         (SELECT ${machines}) AS machines,
         (SELECT max(last_at) FROM kms_host_sighting WHERE source = 'srv' AND seen_in = $1) AS record_seen_at,
         (SELECT coalesce(array_agg(name), '{}') FROM dns_zone WHERE retired_at IS NULL) AS known`

const ZONE = zoneWith('coalesce(sum(clients), 0)::int FROM fleet_domain WHERE zone = $1')
const ZONE_WITHIN = zoneWith(
  'count(*)::int FROM client c WHERE c.site_id = ANY($2::int[]) AND zone_of_client(c.name, c.domain) = $1',
)
