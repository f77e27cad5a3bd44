import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import { loadFleetSuffixes } from './fleet-suffixes'

/** A forest, domain or workgroup. Times are ISO 8601 UTC. */
export interface NetworkUnit {
  id: string
  kind: 'forest' | 'domain' | 'workgroup'
  name: string
  forestId: string | null
  trust: 'own' | 'trusted' | 'untrusted' | null
  note: string | null
  origin: string
  retiredAt: string | null
  isSample: boolean
  /** zones that belong to it */
  zones: number
}

export interface NetworkZone {
  id: string
  name: string
  unitId: string | null
  unitName: string | null
  servers: string[]
  isUntrusted: boolean
  note: string | null
  origin: string
  retiredAt: string | null
  isSample: boolean
  /** exceptions to what is expected of every host */
  exceptions: number
  /** machines of the fleet whose names end in it */
  clients: number
}

/** A zone that the names of clients point to and that is not listed. */
export interface ZoneProposal {
  name: string
  clients: number
}

export interface NetworksView {
  units: NetworkUnit[]
  zones: NetworkZone[]
  proposals: ZoneProposal[]
  /** machines of the fleet */
  clients: number
}

const PROPOSALS_SHOWN = 50

/** Everything the networks page lists. Throws NotPermitted without `discovery.read`. */
export async function loadNetworks(reader: DataReader): Promise<NetworksView> {
  mustBeAble(reader, 'discovery.read')
  const [units, zones, suffixes, [clients]] = await Promise.all([
    loadUnits(reader),
    loadZones(),
    loadFleetSuffixes(),
    readRows<{ count: number }>('SELECT coalesce(sum(clients), 0)::int AS count FROM fleet_domain'),
  ])
  const counted = new Map(suffixes.map(({ name, clients: count }) => [name, count]))
  const listed = new Set(zones.map(({ name }) => name))
  return {
    units,
    zones: zones.map((zone) => ({ ...zone, clients: counted.get(zone.name) ?? 0 })),
    proposals: suffixes.filter(({ name }) => !listed.has(name)).slice(0, PROPOSALS_SHOWN),
    clients: clients?.count ?? 0,
  }
}

/** All units by name. Throws NotPermitted without `discovery.read`. */
export async function loadUnits(reader: DataReader): Promise<NetworkUnit[]> {
  mustBeAble(reader, 'discovery.read')
  return readRows<NetworkUnit>(
    `SELECT u.id, u.kind, u.name, u.forest_id, u.trust, u.note, u.origin, u.retired_at,
            u.is_sample, (SELECT count(*)::int FROM dns_zone z WHERE z.unit_id = u.id) AS zones
       FROM directory_unit u ORDER BY u.name, u.kind`,
  )
}

type ZoneRow = Omit<NetworkZone, 'clients'>

const ZONES = `
  SELECT z.id, z.name, z.unit_id, u.name AS unit_name, z.servers, z.is_untrusted, z.note,
         z.origin, z.retired_at, z.is_sample,
         (SELECT count(*)::int FROM dns_zone_expectation e WHERE e.zone_id = z.id) AS exceptions
    FROM dns_zone z LEFT JOIN directory_unit u ON u.id = z.unit_id`

function loadZones(): Promise<ZoneRow[]> {
  return readRows<ZoneRow>(`${ZONES} ORDER BY z.name`)
}

/** One zone by its name; undefined when none is called that. The caller has checked the permission. */
export async function loadZone(name: string): Promise<ZoneRow | undefined> {
  const rows = await readRows<ZoneRow>(`${ZONES} WHERE z.name = $1`, [name])
  return rows[0]
}
