import type {
  DoorCheck,
  HostCache,
  HostFacts,
  HostReading,
  RequestHour,
  ServiceWord,
  UnservedMachine,
} from '@/lib/activation/alert/host-rules'
import { isPublicAddress } from '@/lib/activation/kms/public-address'
import { loadUpSince } from '../console-uptime'
import { type HostGroup, loadHostGroups } from '../kms-hosts/host-names'
import type { KmsHostRow } from '../kms-hosts/host-shapes'
import { loadHostRows } from '../kms-hosts/inventory'
import { loadRebuiltCounts } from '../kms-hosts/rebuilt-counts'
import { readRows } from '../rows'

/** From when on what is read, and up to when. */
export interface Span {
  since: Date
  now: Date
}

/** The facts of each KMS host that is registered or was heard of, with its row as the inventory has it. */
export async function loadHostFacts(span: Span): Promise<{ row: KmsHostRow; facts: HostFacts }[]> {
  const groups = await loadHostGroups()
  const rows = await loadHostRows(span.now, groups)
  const ids = groups.flatMap((group) => group.ids)
  const [readings, hours, asked, service, doors, unserved, upSince] = await Promise.all([
    byId<HostReading>(READINGS, [ids, span.since, span.now]),
    byId<RequestHour>(HOURS, [ids, span.since, span.now]),
    byId<{ at: string }>(LAST_ASKED, [ids, span.now]),
    byId<ServiceWord>(SERVICE, [ids, span.now]),
    loadDoors(span),
    loadUnserved(span.now),
    loadUpSince(),
  ])
  const inService = new Set(
    rows.flatMap(({ name, registration }) => (registration && registration.retiredAt === null ? [name] : [])),
  )
  const ours = groups.filter(({ name }) => inService.has(name))
  const due = await loadClientsDue(ours, asked, span.now)
  return Promise.all(
    groups.map(async (group) => {
      const row = rows.find(({ name }) => name === group.name) as KmsHostRow
      const of = <T extends { at: string }>(known: Map<number, T[]>) =>
        group.ids
          .flatMap((id) => known.get(id) ?? [])
          .toSorted((one, other) => one.at.localeCompare(other.at))
      const isInService = inService.has(group.name)
      const ownDoors = group.names.flatMap((name) => doors.get(name) ?? [])
      const facts: HostFacts = {
        host: group.name,
        isInService,
        readings: of(readings),
        hours: of(hours),
        lastRequestAt: of(asked).at(-1)?.at,
        clientsDue: due.get(group.name) ?? 0,
        upSince: upSince ?? undefined,
        service: of(service),
        doors: ownDoors.map(({ at, isOpen, address, answer }) => ({ at, isOpen, address, answer })),
        caches: isInService ? await cachesOf(group, row, span.now) : [],
        unserved: group.ids.flatMap((id) => unserved.get(id) ?? []),
        publicAddresses: publicOnes([
          ...(row.registration?.addresses ?? []),
          ...ownDoors.map(({ address }) => address),
          ...group.names,
        ]),
      }
      return { row, facts }
    }),
  )
}

const publicOnes = (addresses: readonly string[]) => [...new Set(addresses)].filter(isPublicAddress)

async function byId<T>(sql: string, values: readonly unknown[]): Promise<Map<number, T[]>> {
  const rows = await readRows<T & { hostId: number }>(sql, values)
  return Map.groupBy(rows, ({ hostId }) => hostId) as Map<number, T[]>
}

/** With the newest of each host key, however old. */
const READINGS = `
  SELECT r.host_id, r.application, r.observed_at AS at, r.status, r.current_count AS count, s.needed_count AS needed, s.product_label
    FROM kms_host_reading r JOIN kms_host_service s USING (host_id, application)
   WHERE r.host_id = ANY($1) AND r.observed_at <= $3 AND (r.observed_at > $2::timestamptz - interval '60 days' OR r.observed_at = s.observed_at)
   ORDER BY r.observed_at`

/** Hours that end at `now`, the last moment included, so that a day is 24 of them at whatever minute it is asked about. */
const HOURS = `
  SELECT host_id, date_bin('1 hour', at - interval '1 microsecond', $3::timestamptz) + interval '1 hour' AS until, max(at) AS at,
         count(*)::int AS asked,
         (count(*) FILTER (WHERE code <> '0x00000000'))::int AS refused,
         mode() WITHIN GROUP (ORDER BY code) FILTER (WHERE code <> '0x00000000') AS code
    FROM activation_event
   WHERE host_id = ANY($1) AND kind = 'kmsRequest' AND at > $2 AND at <= $3 GROUP BY 1, 2 ORDER BY 2`

/** The host keeps its newest; only of a moment in the past it is looked up. */
const LAST_ASKED = `
  SELECT h.id AS host_id, CASE WHEN h.last_request_at <= $2 THEN h.last_request_at ELSE (
           SELECT e.at FROM activation_event e WHERE e.host_id = h.id AND e.kind = 'kmsRequest' AND e.at <= $2
            ORDER BY e.at DESC LIMIT 1) END AS at
    FROM kms_host h WHERE h.id = ANY($1) AND h.last_request_at IS NOT NULL`

const SERVICE = `
  SELECT host_id, at, details ->> 'what' AS what, code FROM activation_event
   WHERE host_id = ANY($1) AND kind IN ('kmsService', 'dnsPublishFailure') AND kind = 'kmsService' AND at <= $2
     AND details ->> 'what' IN ('startFailed', 'renewalTimerFailed') ORDER BY at`

const SILENT_AFTER_MS = 86_400_000

/** Clients of hosts that nobody asked for a day, whose renewal fell due since; asked for those hosts alone. */
async function loadClientsDue(
  groups: readonly HostGroup[],
  asked: ReadonlyMap<number, { at: string }[]>,
  now: Date,
): Promise<Map<string, number>> {
  const silent = groups.flatMap(({ name, names, ids }) => {
    const at = ids
      .flatMap((id) => asked.get(id)?.map((one) => one.at) ?? [])
      .filter(Boolean)
      .sort()
      .at(-1)
    return at && now.getTime() - Date.parse(at) > SILENT_AFTER_MS
      ? names.map((one) => ({ name, one, at }))
      : []
  })
  if (silent.length === 0) return new Map()
  const rows = await readRows<{ host: string; clients: number }>(
    `SELECT s.host, count(*)::int AS clients
       FROM unnest($1::text[], $2::text[], $3::timestamptz[]) AS s(host, name, asked_at)
       JOIN (SELECT DISTINCT kind, kms_host FROM fleet_kind WHERE channel = 'KMS client') k ON k.kms_host = s.name
       JOIN client c ON c.kind = k.kind JOIN license l ON l.client_id = c.id AND l.is_primary
      WHERE l.kms_host = s.name AND l.channel = 'KMS client' AND l.reported_status = 'licensed' AND l.ends_at > $4
        AND l.last_renewed_at + make_interval(mins => coalesce(l.renewal_interval_minutes, 10080)) BETWEEN s.asked_at AND $4
      GROUP BY 1`,
    [silent.map(({ name }) => name), silent.map(({ one }) => one), silent.map(({ at }) => at), now],
  )
  return new Map(rows.map(({ host, clients }) => [host, clients]))
}

/** Connections to the addresses of hosts at the port they should be published with, check by check. */
async function loadDoors({ since, now }: Span): Promise<Map<string, (DoorCheck & { host: string })[]>> {
  const rows = await readRows<DoorCheck & { host: string }>(
    `WITH checked AS (SELECT id, finished_at FROM dns_check WHERE status = 'done' AND finished_at <= $1
                   AND finished_at > $2::timestamptz - interval '8 days'),
     named AS (
       SELECT c.id, c.finished_at, t.host, jsonb_array_elements_text(t.result -> 'addresses') AS address
         FROM checked c JOIN dns_check_target t ON t.check_id = c.id WHERE t.result ->> 'kind' = 'addresses')
     SELECT n.host, n.finished_at AS at, k.address, k.result ->> 'kind' = 'open' AS is_open, k.result ->> 'kind' AS answer
       FROM named n JOIN dns_check_knock k ON k.check_id = n.id AND k.address = n.address
       LEFT JOIN kms_host_registration r ON r.name = n.host
      WHERE k.port = coalesce(r.port, 1688) AND k.result ->> 'kind' IN ('open', 'refused', 'filtered', 'timedOut')
      ORDER BY n.finished_at`,
    [now, since],
  )
  return Map.groupBy(rows, ({ host }) => host)
}

/** A key that does not fit the product, and a client edition's key on a server. */
const NOT_SERVED = ['0xC004F042', '0xC004F015']

/**
 * Machines whose newest word is that the host's key does not serve them; the host is the one they asked last. Found by their
 * kinds, so that it costs by how many were refused.
 */
async function loadUnserved(now: Date): Promise<Map<number, UnservedMachine[]>> {
  const rows = await readRows<UnservedMachine & { hostId: number }>(
    `WITH told AS (
       SELECT l.id FROM client c JOIN license l ON l.client_id = c.id AND l.is_primary
        WHERE c.kind = ANY(ARRAY(SELECT kind FROM fleet_kind WHERE reason = ANY($1)))
       UNION ALL
       SELECT id FROM license
        WHERE NOT is_primary AND client_kind(condition, channel, product_label, kms_host, reason)
              = ANY(ARRAY(SELECT kind FROM other_license_count WHERE reason = ANY($1))))
     SELECT e.host_id, c.name AS machine, l.product_label AS product, e.code, e.at
       FROM told JOIN license l USING (id) JOIN client c ON c.id = l.client_id, LATERAL (
         SELECT a.host_id, a.code, a.at FROM client_name n JOIN activation_event a ON a.name_id = n.id
          WHERE n.client_id = c.id AND a.kind = 'kmsRequest' AND a.slot = l.slot AND a.at <= $2
            AND a.at > $2::timestamptz - interval '30 days' ORDER BY a.at DESC LIMIT 1) e
      WHERE l.reason = ANY($1) AND e.code = ANY($1) AND e.host_id IS NOT NULL ORDER BY e.at`,
    [NOT_SERVED, now],
  )
  return Map.groupBy(rows, ({ hostId }) => hostId)
}

/** Who holds a place in its counts, by the log; asked only where the log reaches into the last 30 days. */
async function cachesOf(group: HostGroup, row: KmsHostRow, now: Date): Promise<HostCache[]> {
  if (row.lastRequestAt === null) return []
  const counts = await loadRebuiltCounts(group.ids, now)
  return counts.map(({ countedAs, slots, cap }) => ({
    countedAs,
    slots: slots.map(({ cmid, leavesAt }) => ({ cmid, leavesAt })),
    needed: cap / 2,
  }))
}
