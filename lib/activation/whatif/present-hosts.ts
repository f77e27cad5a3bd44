import { installedKeyGroup } from '../kms/installed-key-group'
import { keyGroup, serves } from '../kms/key-groups'
import { ACTIVATION_INTERVAL_MINUTES, RENEWAL_INTERVAL_MINUTES } from '../kms/timers'
import type { KnownProduct } from '../product/products-by-id'
import { NEVER } from '../simulation/fleet'
import { HostCache } from '../simulation/host-cache'
import type { SimHost, SimKey } from '../simulation/sim-hosts'
import type { SimProduct } from '../simulation/sim-products'
import type { World } from '../simulation/world'
import type { RenewingLicense, SeenHost } from './fleet-pattern'
import { applicationOf } from './gather-pattern'

/** So many machines of a zone would hardly all pass by a record. */
const ENOUGH_TO_MISS = 10

/** How many machines of each zone found each host through DNS: 'zone|host', and 'zone' for all of them. */
export function zonesUsed(licenses: readonly RenewingLicense[]): Map<string, number> {
  const used = new Map<string, number>()
  for (const { zone, host, isRegistered } of licenses) {
    if (host === undefined || isRegistered) continue
    for (const key of [zone, `${zone}|${host}`]) used.set(key, (used.get(key) ?? 0) + 1)
  }
  return used
}

/**
 * The host as far as it is known: it holds its read keys and serves what it was seen to serve. A zone in which many machines
 * find hosts, but never this one that others use, is taken to lack its record.
 */
export function hostOf(
  seen: SeenHost,
  products: readonly SimProduct[],
  zoneUse: ReadonlyMap<string, number>,
  checkedZones: ReadonlySet<string>,
): SimHost {
  const read = seen.keys.flatMap((key) => installedKeyGroup(key) ?? [])
  const groups = [...read, ...(seen.heldKeys ?? []).map((id) => keyGroup(id))]
  const zones = [...zoneUse.keys()].filter((key) => !key.includes('|'))
  const isStandby = zones.every((zone) => !zoneUse.has(`${zone}|${seen.name}`))
  const isPassedBy = (zone: string) =>
    !isStandby && !zoneUse.has(`${zone}|${seen.name}`) && (zoneUse.get(zone) ?? 0) >= ENOUGH_TO_MISS
  const lacks = (zone: string) => (checkedZones.has(zone) ? !seen.zones.has(zone) : isPassedBy(zone))
  const isServed = (known: KnownProduct) =>
    seen.served.has(known.activationId) ||
    (groups.some((group) => serves(group, known)) && !seen.refused.has(known.activationId))
  return {
    ...freshHost(seen.name, products, isServed),
    published: seen.zones.size > 0 || (seen.publishes ?? true),
    recordLost: [...new Set([...zones, ...checkedZones])]
      .filter(lacks)
      .map((zone) => ({ zone, from: 0, to: NEVER })),
    activationIntervalMinutes: seen.activationIntervalMinutes ?? ACTIVATION_INTERVAL_MINUTES,
    renewalIntervalMinutes: seen.renewalIntervalMinutes ?? RENEWAL_INTERVAL_MINUTES,
  }
}

/** A host that is up, has its record everywhere, and holds an empty key for each application of the products it serves. */
export function freshHost(
  name: string,
  products: readonly SimProduct[],
  isServed: (product: KnownProduct) => boolean,
): SimHost {
  const keys = new Map<string, SimKey>()
  const keyOf = products.map(({ known }) => {
    if (!isServed(known)) return undefined
    const application = applicationOf(known)
    const key = keys.get(application) ?? emptyKey()
    keys.set(application, key)
    return key
  })
  return {
    name,
    published: true,
    recordLost: [],
    countsVirtual: true,
    priority: 0,
    weight: 0,
    activationIntervalMinutes: ACTIVATION_INTERVAL_MINUTES,
    renewalIntervalMinutes: RENEWAL_INTERVAL_MINUTES,
    outages: [],
    keys: [...keys.values()],
    keyOf,
  }
}

const emptyKey = (): SimKey => ({
  product: {},
  cache: new HostCache(),
  total: 0,
  failed: 0,
  byStatus: [0, 0, 0, 0, 0, 0, 0],
})

/** A key of a host with the application it counts. */
export interface CountedKey {
  host: SimHost
  application: string
  key: SimKey
}

/** Every key of every host. */
export function keysOf({ hosts, products }: World): CountedKey[] {
  return hosts.flatMap((host) => {
    const applications = new Map<SimKey, string>()
    for (const [place, key] of host.keyOf.entries()) {
      const known = products[place]?.known
      if (key !== undefined && known !== undefined) applications.set(key, applicationOf(known))
    }
    return [...applications].map(([key, application]) => ({ host, application, key }))
  })
}
