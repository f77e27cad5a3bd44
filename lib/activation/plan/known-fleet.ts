import { type Membership, NETWORK_GENERATIONS, type NetworkGeneration } from '../advice/network-inventory'
import type { KeyGroupId } from '../kms/key-group-table'
import {
  comparedGeneration,
  isServerGeneration,
  releaseRank,
  WINDOWS_GENERATIONS,
} from '../product/release-order'
import { type MachineLot, OFFICE_VERSIONS, type PlanInput, type PlannedNetwork } from './plan-inventory'

/** How a machine is activated, as far as it was seen; 'unheard': only a directory names it. */
export type SeenMethod =
  | 'kms'
  | 'adba'
  | 'mak'
  | 'avma'
  | 'subscription'
  | 'as-bought'
  | 'evaluation'
  | 'unheard'
  | 'unknown'

/** What the record knows that a plan is held against. Times are ISO 8601 UTC. */
export interface TodayFacts {
  at: string
  groups: KnownGroup[]
  zones: { name: string; unit: string | null }[]
  units: KnownUnit[]
  hosts: KnownHost[]
  /** SRV records that the newest checks found, and the zones that were checked */
  records: { zone: string; host: string }[]
  checkedZones: string[]
  activationObjects: string[]
  /** forests in which one was seen, by name */
  activatedForests: string[]
}

/** All that the record knows that a plan can start from. */
export interface KnownFacts extends TodayFacts {
  /** machines with an Office by volume */
  office: { zone: string; version: string; machines: number }[]
  /** of the host key that has most of them */
  hostActivationsUsed: number
}

/** Machines that are alike. */
export interface KnownGroup {
  /** '' = none */
  zone: string
  /** 'Windows 11', as the fleet has it; null: not known */
  generation: string | null
  productLabel: string | null
  method: SeenMethod
  machines: number
  virtual: number
  /** heard of within 30 days */
  recent: number
  /** heard of since a plan has had its time; all where none is in force */
  settled: number
}

export interface KnownUnit {
  name: string
  kind: 'forest' | 'domain' | 'workgroup'
  /** of a forest, or of the forest of a domain */
  trust: 'own' | 'trusted' | 'untrusted' | null
  /** of a workgroup none */
  forest: string | null
}

export interface KnownHost {
  name: string
  platform: string | null
  /** null: it never said */
  keys: KeyGroupId[] | null
  clients: number
  /** null: nothing was ever heard of it */
  lastSeenAt: string | null
}

/** Where the value of a field comes from. */
export type Origin = 'observed' | 'assumed' | 'entered'

/** By network and field. */
export type Origins = Record<string, Record<string, Origin>>

export interface KnownInput {
  input: PlanInput & { leftOut: number; unheard: number }
  origins: Origins
}

/** Zones that are listed nowhere get a network each, the largest first, up to so many; the rest share one. */
const MOST_UNLISTED = 20
const NO_ZONE = 'Machines without a zone'
const OTHER_ZONES = 'Other zones'

/** The inputs of a plan from what is known, each marked; what cannot be seen is assumed as it mostly is. */
export function knownInput(facts: KnownFacts): KnownInput {
  const networkOf = networksByZone(facts)
  const byNetwork = Map.groupBy(facts.groups, ({ zone }) => networkOf(zone))
  const officeOf = Map.groupBy(facts.office, ({ zone }) => networkOf(zone))
  const zonesOf = Map.groupBy(
    [...new Set([...facts.groups.map(({ zone }) => zone), ...facts.zones.map(({ name }) => name)])],
    networkOf,
  )
  const origins: Origins = {}
  const networks: PlannedNetwork[] = []
  for (const [name, groups] of byNetwork) {
    const unit = facts.units.find((one) => one.name === name)
    const made = networkFrom(name, groups, {
      unit,
      office: officeOf.get(name) ?? [],
      zones: zonesOf.get(name) ?? [],
    })
    if (made === undefined) continue
    networks.push(made.network)
    origins[name] = made.origins
  }
  const sizes = new Map(networks.map((one) => [one.name, sizeOf(one)]))
  networks.sort((one, other) => (sizes.get(other.name) ?? 0) - (sizes.get(one.name) ?? 0))
  return {
    input: {
      networks,
      // Of more than a plan needs the first are kept: those that most machines use.
      hosts: facts.hosts
        .toSorted((one, other) => other.clients - one.clients)
        .map(({ name, platform, keys }) => ({
          name,
          ...(platform !== null && { platform }),
          ...(keys !== null && { keys }),
        })),
      hostActivationsUsed: facts.hostActivationsUsed,
      activatedForests: facts.activatedForests,
      leftOut: sum(
        facts.groups.filter((group) => releaseOf(group) === undefined).map(({ machines }) => machines),
      ),
      unheard: sum(facts.groups.filter(({ method }) => method === 'unheard').map(({ machines }) => machines)),
    },
    origins,
  }
}

const sizeOf = ({ machines = [] }: PlannedNetwork) =>
  sum(machines.map(({ clients = 0, servers = 0 }) => clients + servers))

/** The network that a zone belongs to: its unit, the unit of the listed zone above it, else one of its own. */
export function networksByZone({ groups, zones, units }: TodayFacts): (zone: string) => string {
  const listed = new Map(zones.map(({ name, unit }) => [name, unit ?? name]))
  for (const { name } of units) if (!listed.has(name)) listed.set(name, name)
  const above = (zone: string): string | undefined => {
    for (let name = zone; name !== ''; name = name.includes('.') ? name.slice(name.indexOf('.') + 1) : '') {
      const network = listed.get(name)
      if (network !== undefined) return network
    }
    return undefined
  }
  const unlisted = Map.groupBy(
    groups.filter(({ zone }) => zone !== '' && above(zone) === undefined),
    ({ zone }) => zone,
  )
  const own = new Set(
    [...unlisted]
      .map(([zone, alike]) => ({ zone, machines: sum(alike.map(({ machines }) => machines)) }))
      .sort((one, other) => other.machines - one.machines || one.zone.localeCompare(other.zone))
      .slice(0, MOST_UNLISTED)
      .map(({ zone }) => zone),
  )
  return (zone) => {
    if (zone === '') return NO_ZONE
    return above(zone) ?? (own.has(zone) ? zone : OTHER_ZONES)
  }
}

interface Around {
  unit: KnownUnit | undefined
  office: readonly { version: string; machines: number }[]
  zones: readonly string[]
}

function networkFrom(
  name: string,
  groups: readonly KnownGroup[],
  { unit, office, zones }: Around,
): { network: PlannedNetwork; origins: Record<string, Origin> } | undefined {
  const lots = lotsFrom(groups)
  if (lots.length === 0) return undefined
  const clients = sum(lots.map((lot) => lot.clients ?? 0))
  const all = clients + sum(lots.map((lot) => lot.servers ?? 0))
  const by = (...methods: SeenMethod[]) =>
    sum(
      groups
        .filter(
          ({ method, generation }) =>
            methods.includes(method) && generation !== null && !isServerGeneration(generation),
        )
        .map(({ machines }) => machines),
    )
  const asksKms = groups.some(({ method }) => method === 'kms')
  const isNear = sum(groups.map(({ recent }) => recent)) * 2 >= all
  const membership = membershipOf(unit)
  const isOwn = membership === 'domain'
  const subscriptionMachines = Math.min(by('subscription'), clients)
  const network: PlannedNetwork = {
    name,
    category: isOwn ? 'production' : 'secure',
    membership,
    reachesKms: asksKms || isOwn,
    reachesInternet: isOwn,
    usesKmsForestDns: isOwn,
    ownForest: membership === 'trusted-forest' || membership === 'untrusted-forest',
    ...(unit?.forest && { forest: unit.forest }),
    contact: isNear ? 'always' : 'within180Days',
    machines: lots,
    office: officeFrom(office, all),
    subscriptionMachines,
    asBoughtMachines: Math.min(by('as-bought'), clients - subscriptionMachines),
    virtualOnDatacenterHosts: false,
    growthPerYear: 0,
    rebuildsPerYear: 0,
    mayHoldHostKey: true,
    mayLeave: 'files',
    wantsEsu: false,
    zones: zones.filter((zone) => zone !== ''),
  }
  const isMixed = groups.some(({ virtual, machines }) => virtual < machines)
  const observed = (isObserved: boolean): Origin => (isObserved ? 'observed' : 'assumed')
  return {
    network,
    origins: {
      machines: 'observed',
      office: 'observed',
      zones: 'observed',
      subscriptionMachines: 'observed',
      asBoughtMachines: 'observed',
      membership: observed(unit !== undefined),
      ownForest: observed(unit !== undefined),
      ...(unit?.forest && { forest: 'observed' as const }),
      reachesKms: observed(asksKms),
      contact: observed(isNear),
      virtualOnDatacenterHosts: observed(isMixed),
      category: 'assumed',
      reachesInternet: 'assumed',
      usesKmsForestDns: 'assumed',
      growthPerYear: 'assumed',
      rebuildsPerYear: 'assumed',
      mayHoldHostKey: 'assumed',
      mayLeave: 'assumed',
      wantsEsu: 'assumed',
    },
  }
}

function membershipOf(unit: KnownUnit | undefined): Membership {
  if (unit === undefined) return 'domain'
  if (unit.kind === 'workgroup') return 'workgroup'
  if (unit.trust === 'trusted') return 'trusted-forest'
  return unit.trust === 'untrusted' ? 'untrusted-forest' : 'domain'
}

/** Several editions of one version on a machine are counted once each; a network has no more of it than machines. */
function officeFrom(office: Around['office'], machines: number) {
  return OFFICE_VERSIONS.flatMap((version) => {
    const count = sum(office.filter((one) => one.version === version).map((one) => one.machines))
    return count === 0 ? [] : [{ version, machines: Math.min(count, machines) }]
  })
}

function lotsFrom(groups: readonly KnownGroup[]): MachineLot[] {
  const known = groups.flatMap((group) => {
    const release = releaseOf(group)
    return release === undefined ? [] : [{ ...group, release, era: eraOf(release) }]
  })
  const byEra = Map.groupBy(known, ({ era }) => era)
  return NETWORK_GENERATIONS.flatMap((generation) => {
    const own = byEra.get(generation)
    if (own === undefined) return []
    const of = (isServer: boolean) => own.filter(({ release }) => isServerGeneration(release) === isServer)
    return {
      generation,
      clients: sum(of(false).map(({ machines }) => machines)),
      servers: sum(of(true).map(({ machines }) => machines)),
      releases: [...new Set(own.map(({ release }) => release))].sort(
        (one, other) => (releaseRank(one) ?? 0) - (releaseRank(other) ?? 0) || one.localeCompare(other),
      ),
    }
  })
}

/** The version of a group as keys are compared by it; undefined for one that volume activation does not know. */
export function releaseOf({
  generation,
  productLabel,
}: Pick<KnownGroup, 'generation' | 'productLabel'>): string | undefined {
  const release = comparedGeneration({
    family: 'client',
    generation: generation ?? undefined,
    ...(/LTS[CB]/.test(productLabel ?? '') && { edition: productLabel ?? '' }),
  })
  const rank = releaseRank(release)
  return rank === undefined || rank < OLDEST_RANK ? undefined : release
}

/** Server 2003 holds a host key and is no client of one. */
const OLDEST_RANK = releaseRank('Windows Vista') ?? 0

/** The era of a version, as the advice goes by it. */
export function eraOf(release: string): NetworkGeneration {
  const rank = releaseRank(release) ?? 0
  const isUpTo = (newest: string) => rank <= (releaseRank(newest) ?? 0)
  if (isUpTo('Windows Vista')) return 'vista-2008'
  if (isUpTo('Windows 7')) return '7-2008r2'
  return isUpTo('Windows 8.1') ? '8-2012' : '10-2016-or-later'
}

/** The version that the words of a directory name: 'Windows 11 Enterprise' is 'Windows 11'. */
export function generationNamed(operatingSystem: string): string | null {
  const plain = operatingSystem.replace(/[®™]|\((?:R|TM)\)/gi, '')
  const named = [...WINDOWS_GENERATIONS.client, ...WINDOWS_GENERATIONS.server].filter((name) =>
    `${plain} `.includes(`${name} `),
  )
  return named.sort((one, other) => other.length - one.length)[0] ?? null
}

/** How many of a network's fields stand in it, and by where they come from. */
export function originCounts(origins: Origins): Record<Origin, number> & { all: number } {
  const all = Object.values(origins).flatMap((fields) => Object.values(fields))
  const of = (origin: Origin) => all.filter((one) => one === origin).length
  return { all: all.length, observed: of('observed'), assumed: of('assumed'), entered: of('entered') }
}

/** The marks of inputs that a person looked over: what still is as it was known keeps its mark. */
export function originsOf({ networks }: PlanInput, known: KnownInput): Origins {
  return Object.fromEntries(
    networks.map((network) => {
      const before = known.input.networks.find(({ name }) => name === network.name)
      const fields = Object.entries(network).filter(([field]) => field !== 'name')
      return [
        network.name,
        Object.fromEntries(
          fields.map(([field, value]): [string, Origin] => {
            const was = before?.[field as keyof PlannedNetwork]
            const isSame = before !== undefined && JSON.stringify(was) === JSON.stringify(value)
            return [field, isSame ? (known.origins[network.name]?.[field] ?? 'entered') : 'entered']
          }),
        ),
      ]
    }),
  )
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
