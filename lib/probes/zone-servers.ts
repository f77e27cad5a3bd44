import { cleanName } from '@/lib/activation/discovery/discovery'
import { serverText } from './server-address'
import { createSystemResolver, type SystemResolver, systemServers } from './system-resolver'

export interface ZoneServers {
  /** 'address:port' or '[address]:port' */
  servers: string[]
  /** listed: by an admin; nameServers: NS records, by the system's resolver; system: the resolver itself. */
  foundBy: 'listed' | 'nameServers' | 'system'
}

/** More name servers than this say nothing new. */
const MOST_NAME_SERVERS = 4

/**
 * Whom to ask about a zone: the servers listed for it, else those of its NS records or of the zone above it, else
 * the system's own resolvers. A check gives one resolver to all of its zones. Never throws; no servers at all when the system has no resolver.
 */
export async function zoneServers(
  zone: string,
  listed: readonly string[],
  signal?: AbortSignal,
  resolver: SystemResolver = createSystemResolver(signal),
): Promise<ZoneServers> {
  if (listed.length > 0) return { servers: [...listed], foundBy: 'listed' }
  for (const name of [cleanName(zone), ...zonesAbove(cleanName(zone))]) {
    const names = await resolver.nameServers(name)
    if (names.length === 0) continue
    const addresses = await Promise.all(
      names.slice(0, MOST_NAME_SERVERS).map((server) => resolver.addresses(server)),
    )
    const servers = addresses.flat().map((address) => serverText({ address, port: 53 }))
    if (servers.length > 0) return { servers, foundBy: 'nameServers' }
  }
  return { servers: systemServers().map(serverText), foundBy: 'system' }
}

/** A suffix that is no zone of its own lies in one above it; a top level domain is nobody's. */
function zonesAbove(zone: string): string[] {
  const labels = zone.split('.')
  return labels.slice(1, -1).map((_, at) => labels.slice(at + 1).join('.'))
}
