import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'

export interface ListedZone {
  name: string
  servers: string[]
  isRetired: boolean
  isSample: boolean
}

export interface KnownHost {
  name: string
  isRegistered: boolean
  isRetired: boolean
  isSample: boolean
  /** as it last told, over its Windows product */
  count: number | null
}

/** The listed zones among these. Throws NotPermitted without `discovery.read`. */
export async function loadListedZones(reader: DataReader, names: readonly string[]): Promise<ListedZone[]> {
  mustBeAble(reader, 'discovery.read')
  return readRows<ListedZone>(
    `SELECT name, servers, retired_at IS NOT NULL AS is_retired, is_sample
       FROM dns_zone WHERE name = ANY($1)`,
    [names],
  )
}

/** The zone in use that a host's name lies in, whichever is the longest; sample zones do not count. */
export async function loadZoneAround(reader: DataReader, host: string): Promise<ListedZone | undefined> {
  mustBeAble(reader, 'discovery.read')
  const rows = await readRows<ListedZone>(
    `SELECT name, servers, false AS is_retired, false AS is_sample FROM dns_zone
      WHERE retired_at IS NULL AND NOT is_sample AND right($1, length(name) + 1) = '.' || name
      ORDER BY length(name) DESC LIMIT 1`,
    [host],
  )
  return rows[0]
}

/** Which of these names, or addresses, are hosts that somebody registered or that logs told of. */
export async function loadKnownHosts(reader: DataReader, names: readonly string[]): Promise<KnownHost[]> {
  mustBeAble(reader, 'discovery.read')
  return readRows<KnownHost>(KNOWN_HOSTS, [names])
}

const KNOWN_HOSTS = `
  SELECT coalesce(r.name, h.name) AS name, r.id IS NOT NULL AS is_registered, r.retired_at IS NOT NULL AS is_retired,
         coalesce(r.is_sample, h.is_sample, false) AS is_sample,
         (SELECT s.current_count FROM kms_host_service s
           WHERE s.host_id = h.id AND s.application = 'windows') AS count
    FROM kms_host_registration r FULL JOIN kms_host h ON h.name = r.name
   WHERE coalesce(r.name, h.name) = ANY($1)
   UNION ALL
  SELECT own.address, true, r.retired_at IS NOT NULL, r.is_sample,
         (SELECT s.current_count FROM kms_host_service s JOIN kms_host h ON h.id = s.host_id
           WHERE h.name = r.name AND s.application = 'windows')
    FROM kms_host_registration r, unnest(r.addresses) AS own(address)
   WHERE own.address = ANY($1) AND NOT EXISTS (SELECT FROM kms_host_registration n WHERE n.name = own.address)`
