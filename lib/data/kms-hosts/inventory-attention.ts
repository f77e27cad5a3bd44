import type { InventoryAttention } from '@/lib/activation/fleet/inventory-attention'
import { CLOUD_HOSTS } from '@/lib/activation/kms/cloud-host-table'
import { fallsBelowAt } from '@/lib/activation/kms/count-trend'
import { cloudOf, groupHostNames, hostState } from '@/lib/activation/kms/host-state'
import { readRows } from '../rows'

/** A KMS host by one of its names, from small tables only. */
interface FactRow {
  name: string
  hostId: number | null
  isRegistered: boolean
  retiredAt: string | null
  lastSeenAt: string | null
  lastRequestAt: string | null
  lastReadAt: string | null
  lastExchangeAt: string | null
  zones: number
  lastZoneAt: string | null
  decided: boolean
  sameAs: string | null
}

/** Of retired hosts alone the newest exchange is looked up; the others need it not. */
const FACTS = `
  SELECT n.name, h.id AS host_id, r.name IS NOT NULL AS is_registered, r.retired_at,
         h.last_seen_at, h.last_request_at,
         (SELECT max(observed_at) FROM kms_host_service s WHERE s.host_id = h.id) AS last_read_at,
         CASE WHEN r.retired_at IS NOT NULL THEN (
           SELECT e.at FROM activation_event e WHERE e.host_id = h.id AND e.kind = 'kmsClientExchange'
            ORDER BY e.at DESC LIMIT 1) END AS last_exchange_at,
         coalesce(z.zones, 0)::int AS zones, z.last_at AS last_zone_at, d.name IS NOT NULL AS decided, d.same_as
    FROM (SELECT name FROM kms_host UNION SELECT name FROM kms_host_registration
          UNION SELECT host FROM kms_host_sighting WHERE gone_at IS NULL) n
    LEFT JOIN kms_host h ON h.name = n.name LEFT JOIN kms_host_registration r ON r.name = n.name
    LEFT JOIN kms_host_name d ON d.name = n.name
    LEFT JOIN (SELECT host, count(*) AS zones, max(last_at) AS last_at FROM kms_host_sighting
                WHERE source = 'srv' AND gone_at IS NULL GROUP BY 1) z ON z.host = n.name`

const SILENT_AFTER_MS = 86_400_000

/** Everything the inventory says of itself, before anybody counts its clients. */
export interface InventoryFacts {
  rows: FactRow[]
  low: InventoryAttention[]
  falling: InventoryAttention[]
  strayed: InventoryAttention[]
}

/** From small tables and a few look-ups, so that the overview stays fast. The caller has checked the permission. */
export async function loadInventoryFacts(now: Date): Promise<InventoryFacts> {
  const [rows, low, falling, strayed] = await Promise.all([
    readRows<FactRow>(FACTS),
    loadClonesOfLowHosts(now),
    loadFalling(now),
    loadStrayed(),
  ])
  return { rows, low, falling, strayed }
}

/** What the inventory of KMS hosts asks of a person. clients: by the name they give as their host. */
export function inventoryAttention(
  facts: InventoryFacts,
  clients: ReadonlyMap<string, number>,
  now: Date,
): InventoryAttention[] {
  const { low, falling, strayed } = facts
  const registered = new Set(facts.rows.filter((row) => row.isRegistered).map(({ name }) => name))
  const decisions = new Map(facts.rows.filter((row) => row.decided).map(({ name, sameAs }) => [name, sameAs]))
  const byName = new Map(facts.rows.map((row) => [row.name, row]))
  const groups = groupHostNames([...byName.keys()], registered, decisions)
  const standing = groups.flatMap((names) => {
    const rows = names.flatMap((name) => byName.get(name) ?? [])
    const count = names.reduce((sum, name) => sum + (clients.get(name) ?? 0), 0)
    return standingOf(names, rows, count, now)
  })
  return [...standing, ...strayed, ...falling, ...low]
}

function standingOf(names: string[], rows: FactRow[], clients: number, now: Date): InventoryAttention[] {
  const host = names[0] ?? ''
  const registration = rows.find((row) => row.isRegistered)
  const retiredAt = registration?.retiredAt ?? undefined
  const used = rows.flatMap((row) => [row.lastRequestAt, row.lastReadAt, row.lastExchangeAt, row.lastZoneAt])
  const state = hostState({
    isRegistered: registration !== undefined,
    retiredAt,
    names,
    lastSeenAt: newest(retiredAt === undefined ? rows.map((row) => row.lastSeenAt) : used),
  })
  const zones = rows.reduce((sum, row) => sum + row.zones, 0)
  if (state === 'unknown' && (clients > 0 || zones > 0 || rows.some((row) => row.lastRequestAt))) {
    return [{ kind: 'unknownHost', host, clients, zones }]
  }
  if (state === 'retiredInUse') return [{ kind: 'retiredHostInUse', host, clients }]
  const lastRequestAt = newest(rows.map((row) => row.lastRequestAt))
  if (state !== 'inService' || clients === 0 || lastRequestAt === undefined) return []
  if (now.getTime() - Date.parse(lastRequestAt) <= SILENT_AFTER_MS) return []
  return [{ kind: 'hostSilent', host, clients, lastRequestAt }]
}

/** Of so many machines that ask clouds it is looked up whether they are virtual: enough to say that there are some. */
const CLOUD_CLIENTS_LOOKED_AT = 20_000

/** Machines that are not virtual and ask a KMS host of a cloud: they cannot be of that cloud. */
async function loadStrayed(): Promise<InventoryAttention[]> {
  const rows = await readRows<{ host: string; clients: number }>(
    `SELECT kms_host AS host, count(*)::int AS clients
       FROM (SELECT kms_host, is_virtual FROM client
              WHERE kind IN (SELECT kind FROM fleet_count WHERE kms_host = ANY($1)) LIMIT $2) asked
      WHERE NOT is_virtual AND kms_host IS NOT NULL GROUP BY 1 ORDER BY 1`,
    [Object.keys(CLOUD_HOSTS), CLOUD_CLIENTS_LOOKED_AT],
  )
  return rows.map(({ host, clients }) => ({
    kind: 'cloudHostAsked',
    host,
    cloud: cloudOf([host]) ?? '',
    clients,
  }))
}

const newest = (times: readonly (string | null)[]): string | undefined =>
  times
    .flatMap((time) => time ?? [])
    .sort()
    .at(-1)

/** The newest requests are enough: clones that are refused ask twelve times a day. */
const REQUESTS_LOOKED_AT = 1000
const HOSTS_LOOKED_AT = 10

async function loadClonesOfLowHosts(now: Date): Promise<InventoryAttention[]> {
  const rows = await readRows<{ host: string; machines: number; cmids: number }>(
    `WITH low AS (
       SELECT h.id, h.name FROM kms_host_service s JOIN kms_host h ON h.id = s.host_id
        WHERE s.status = 'licensed' AND s.current_count < s.needed_count ORDER BY s.observed_at DESC LIMIT ${HOSTS_LOOKED_AT}),
     asked AS (
       SELECT DISTINCT low.name, e.cmid FROM low, LATERAL (
         SELECT cmid FROM activation_event e WHERE e.host_id = low.id AND e.kind = 'kmsRequest' AND e.cmid IS NOT NULL
            AND e.at > $1::timestamptz - interval '30 days' AND e.at <= $1
          ORDER BY e.at DESC LIMIT ${REQUESTS_LOOKED_AT}) e),
     used AS (
       SELECT a.name, a.cmid, count(DISTINCT n.client_id) AS machines
         FROM asked a JOIN client_cmid k ON k.cmid = a.cmid AND k.last_seen_at > $1::timestamptz - interval '30 days'
         JOIN client_name n ON n.id = k.name_id GROUP BY 1, 2 HAVING count(DISTINCT n.client_id) > 2)
     SELECT name AS host, sum(machines)::int AS machines, count(*)::int AS cmids FROM used GROUP BY 1 ORDER BY 1`,
    [now],
  )
  return rows.map((row) => ({ kind: 'sharedCmid', ...row }))
}

/** The newest count of each host key against its earliest of the last 30 days. */
async function loadFalling(now: Date): Promise<InventoryAttention[]> {
  const rows = await readRows<{
    host: string
    needed: number
    count: number
    at: string
    firstCount: number
    firstAt: string
  }>(
    `SELECT h.name AS host, s.needed_count AS needed, s.current_count AS count, s.observed_at AS at,
            f.current_count AS first_count, f.observed_at AS first_at
       FROM kms_host_service s JOIN kms_host h ON h.id = s.host_id,
            LATERAL (SELECT r.current_count, r.observed_at FROM kms_host_reading r
                      WHERE r.host_id = s.host_id AND r.application = s.application AND r.current_count IS NOT NULL
                        AND r.observed_at > s.observed_at - interval '30 days' ORDER BY r.observed_at LIMIT 1) f
      WHERE s.status = 'licensed' AND s.current_count >= s.needed_count AND f.current_count > s.current_count
        AND s.observed_at > $1::timestamptz - interval '14 days'`,
    [now],
  )
  return rows.flatMap(({ host, needed, count, ...row }): InventoryAttention[] => {
    const from = { at: Date.parse(row.firstAt), count: row.firstCount }
    const belowAt = fallsBelowAt(from, { at: Date.parse(row.at), count }, needed)
    if (belowAt === undefined) return []
    return [{ kind: 'countFalling', host, count, needed, belowAt: new Date(belowAt).toISOString() }]
  })
}
