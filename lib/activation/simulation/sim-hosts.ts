import type { KeyGroup } from '../kms/key-groups'
import { keyGroup, serves } from '../kms/key-groups'
import { ACTIVATION_INTERVAL_MINUTES, RENEWAL_INTERVAL_MINUTES } from '../kms/timers'
import { serviceKnowsVirtual } from '../kms/virtual-machines'
import type { ObservedProduct } from '../observation'
import { APPLICATION_IDS } from '../product/application'
import { PRODUCTS_BY_ACTIVATION_ID } from '../product/products-by-id'
import { HostCache } from './host-cache'
import type { HourSpan, ScenarioHost } from './scenario'
import type { SimProduct } from './sim-products'

const HOUR_SECONDS = 3600

/** One key of a host with what it remembers. */
export interface SimKey {
  product: ObservedProduct
  cache: HostCache
  /** Requests it answered, all and by license status number of the client. */
  total: number
  failed: number
  byStatus: number[]
}

export interface SimHost {
  name: string
  published: boolean
  /** The zones with its record; absent: all. */
  zones?: ReadonlySet<string>
  /** Seconds, from inclusive, to exclusive. */
  recordLost: { zone: string; from: number; to: number }[]
  /** Virtual machines raise its count. */
  countsVirtual: boolean
  priority: number
  weight: number
  activationIntervalMinutes: number
  renewalIntervalMinutes: number
  /** Seconds, from inclusive, to exclusive. */
  outages: { from: number; to: number }[]
  keys: SimKey[]
  /** For each product of the simulation the key that serves it. */
  keyOf: (SimKey | undefined)[]
}

/** A host of a scenario with its keys, each with an empty cache. */
export function simHost(host: ScenarioHost, products: readonly SimProduct[]): SimHost {
  const held = host.keys.map((id) => ({ group: keyGroup(id), key: simKey(keyGroup(id)) }))
  return {
    name: host.name.toLowerCase(),
    published: host.published ?? true,
    ...(host.zones && { zones: new Set(host.zones.map((zone) => zone.toLowerCase())) }),
    recordLost: (host.recordLost ?? []).map(({ zone, ...hours }) => ({
      zone: zone.toLowerCase(),
      ...secondsOf(hours),
    })),
    countsVirtual: serviceKnowsVirtual(host.platform),
    priority: host.priority ?? 0,
    weight: host.weight ?? 0,
    activationIntervalMinutes: host.activationIntervalMinutes ?? ACTIVATION_INTERVAL_MINUTES,
    renewalIntervalMinutes: host.renewalIntervalMinutes ?? RENEWAL_INTERVAL_MINUTES,
    outages: (host.outages ?? []).map(secondsOf),
    keys: held.map(({ key }) => key),
    keyOf: products.map(({ known }) => held.find(({ group }) => serves(group, known))?.key),
  }
}

/** Hours of a scenario as seconds of the simulation. */
export const secondsOf = ({ fromHour, toHour }: HourSpan): { from: number; to: number } => ({
  from: fromHour * HOUR_SECONDS,
  to: toHour * HOUR_SECONDS,
})

/** Does this zone hold the host's record at this second? */
export function isNamedIn({ published, zones, recordLost }: SimHost, zone: string, now: number): boolean {
  if (!published || (zones !== undefined && !zones.has(zone))) return false
  for (const lost of recordLost) if (lost.zone === zone && now >= lost.from && now < lost.to) return false
  return true
}

/** Can clients reach the host at this second? */
export function isUp(host: SimHost, now: number): boolean {
  for (const { from, to } of host.outages) if (now >= from && now < to) return false
  return true
}

function simKey(group: KeyGroup): SimKey {
  return {
    product: hostProduct(group),
    cache: new HostCache(),
    total: 0,
    failed: 0,
    byStatus: [0, 0, 0, 0, 0, 0, 0],
  }
}

function hostProduct(group: KeyGroup): ObservedProduct {
  if (group.application === 'windows') {
    return {
      applicationId: APPLICATION_IDS.windows,
      name: `Windows(R), KMS host key ${group.label}`,
      description: `Windows(R) Operating System, ${group.descriptionChannel ?? 'VOLUME_KMS'} channel`,
      channel: 'KMS host',
    }
  }
  const isOf2010 = group.serves === 'Office 2010'
  return {
    ...officeHostId(group.serves),
    applicationId: APPLICATION_IDS[isOf2010 ? 'office2010' : 'office'],
    name: `${group.serves}, KMS host`,
    description: `${group.serves}, VOLUME_KMS channel`,
    channel: 'KMS host',
  }
}

function officeHostId(generation: string): { activationId?: string } {
  for (const { activationId, generation: of, keyKind } of PRODUCTS_BY_ACTIVATION_ID.values()) {
    if (keyKind === 'CSVLK' && of === generation) return { activationId }
  }
  return {}
}
