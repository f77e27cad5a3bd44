import { releaseRank } from '../product/release-order'

/** How a client finds a KMS host, and what DNS and registry must hold for it. */

/** TCP port of KMS unless set otherwise. */
export const KMS_PORT = 1688

/** Where clients look: _vlmcs._tcp in their own zone. */
export const SRV_SERVICE = '_vlmcs._tcp'

export interface HostAddress {
  host: string
  port: number
}

/** What a client's registry says. Vista keeps it under SL, later generations under SoftwareProtectionPlatform. */
export interface DiscoverySettings {
  /** slmgr.vbs /skms; for one product, the machine or by policy. */
  registered?: HostAddress | undefined
  /** The host of the last success. */
  cached?: HostAddress | undefined
  /** On by default; /ckhc switches it off, /skhc on. */
  hostCaching?: boolean | undefined
  /** slmgr.vbs /skms-domain: search this zone only. */
  lookupDomain?: string | undefined
  /** The machine's own zone: its primary DNS suffix. */
  dnsSuffix?: string | undefined
}

export type DiscoveryStep =
  | { by: 'registered'; address: HostAddress }
  | { by: 'cached'; address: HostAddress }
  | { by: 'dns'; query: string }

export interface DiscoveryPlan {
  /** In order; each is tried when the one before fails. */
  steps: DiscoveryStep[]
  /** A zone to search is set but a registered host wins over it; slmgr.vbs warns of it. */
  ignoresLookupDomain: boolean
}

/**
 * The order of a client's search: a registered host and nothing else; without one the cached host, then the
 * SRV records of its zone. A cached host that fails is dropped. Empty steps: nothing is registered and the
 * machine has no zone, so it finds nobody. Source: KMS planning guide (Microsoft, 11/2024).
 */
export function discoveryPlan(settings: DiscoverySettings): DiscoveryPlan {
  const { registered, cached, hostCaching = true, lookupDomain, dnsSuffix } = settings
  if (registered !== undefined) {
    const steps: DiscoveryStep[] = [{ by: 'registered', address: registered }]
    return { steps, ignoresLookupDomain: lookupDomain !== undefined }
  }
  const steps: DiscoveryStep[] = []
  if (hostCaching && cached !== undefined) steps.push({ by: 'cached', address: cached })
  const zone = lookupDomain ?? dnsSuffix
  if (zone) steps.push({ by: 'dns', query: srvName(zone) })
  return { steps, ignoresLookupDomain: false }
}

/** '_vlmcs._tcp.example.net' */
export const srvName = (zone: string): string => `${SRV_SERVICE}.${cleanName(zone)}`

/** Lower case, without the dot at the end. */
export const cleanName = (name: string): string => name.trim().toLowerCase().replace(/\.$/, '')

/** The cache after an attempt: a success is kept, a failing host dropped. Absent: nothing cached. */
export function cacheAfter(
  cached: HostAddress | undefined,
  attempt: { address: HostAddress; succeeded: boolean },
  hostCaching = true,
): HostAddress | undefined {
  if (!hostCaching) return undefined
  if (attempt.succeeded) return attempt.address
  const isSame = cached?.host === attempt.address.host && cached.port === attempt.address.port
  return isSame ? undefined : cached
}

const FIRST_WITH_WEIGHTS = releaseRank('Windows 7') ?? 0

/**
 * Does a client of this generation heed priority and weight? Vista and Server 2008 choose at random (Volume
 * Activation 2.0 article); Windows 7, Server 2008 R2 and later heed both. An unknown generation counts as later.
 */
export function heedsPriority(generation: string | undefined): boolean {
  return (releaseRank(generation) ?? Number.POSITIVE_INFINITY) >= FIRST_WITH_WEIGHTS
}

/** Where Vista and Server 2008 keep the settings of activation, and where every later generation does. */
export const LEGACY_KEY = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\SL'
export const MODERN_KEY = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\SoftwareProtectionPlatform'

export interface PublishZone {
  zone: string
  /** SRV priority and weight; later systems only, 0 and 0 where absent. */
  priority?: number
  weight?: number
}

export interface PublishList {
  key: string
  value: 'DnsDomainPublishList'
  type: 'REG_MULTI_SZ'
  /** One zone a line. */
  lines: string[]
  /** Priorities or weights that this host cannot publish. */
  dropsWeights: boolean
}

/**
 * The registry value that makes a host publish itself in other zones. hostGeneration: 'Windows Server 2019'.
 * Vista and Server 2008 take the bare zone, later systems also 'zone, priority, weight'.
 */
export function publishList(zones: readonly PublishZone[], hostGeneration: string): PublishList {
  const isModern = heedsPriority(hostGeneration)
  const hasWeight = ({ priority, weight }: PublishZone) => priority !== undefined || weight !== undefined
  const line = (one: PublishZone) => {
    const zone = cleanName(one.zone)
    return isModern && hasWeight(one) ? `${zone}, ${one.priority ?? 0}, ${one.weight ?? 0}` : zone
  }
  return {
    key: isModern ? MODERN_KEY : LEGACY_KEY,
    value: 'DnsDomainPublishList',
    type: 'REG_MULTI_SZ',
    lines: zones.map(line),
    dropsWeights: !isModern && zones.some(hasWeight),
  }
}
