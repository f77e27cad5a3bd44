import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import { countSuffix } from './fleet-suffixes'
import { loadUnits, loadZone, type NetworkUnit, type NetworkZone } from './networks-page'

/** What is expected of one registered host in a zone. */
export interface ZoneHost {
  hostId: string
  host: string
  /** the host's own numbers, which hold without an exception */
  ownPriority: number
  ownWeight: number
  port: number
  isRetired: boolean
  /** null: no exception */
  exception: { isExpected: boolean; priority: number | null; weight: number | null } | null
}

export interface ZoneView {
  zone: NetworkZone
  hosts: ZoneHost[]
  units: NetworkUnit[]
}

/** One zone by name, with what is expected of each registered host; undefined when no zone is called that. */
export async function loadZonePage(reader: DataReader, name: string): Promise<ZoneView | undefined> {
  mustBeAble(reader, 'discovery.read')
  const zone = await loadZone(name)
  if (!zone) return undefined
  const [units, hosts, clients] = await Promise.all([
    loadUnits(reader),
    loadZoneHosts(zone.id),
    countSuffix(zone.name),
  ])
  return { zone: { ...zone, clients }, units, hosts }
}

async function loadZoneHosts(zoneId: string): Promise<ZoneHost[]> {
  return readRows<ZoneHost>(
    `SELECT h.id AS host_id, h.name AS host, h.priority AS own_priority, h.weight AS own_weight, h.port,
            h.retired_at IS NOT NULL AS is_retired,
            CASE WHEN e.host_id IS NOT NULL THEN
              jsonb_build_object('isExpected', e.is_expected, 'priority', e.priority, 'weight', e.weight) END AS exception
       FROM kms_host_registration h
       LEFT JOIN dns_zone_expectation e ON e.host_id = h.id AND e.zone_id = $1
      WHERE h.retired_at IS NULL OR e.host_id IS NOT NULL
      ORDER BY h.name`,
    [zoneId],
  )
}
