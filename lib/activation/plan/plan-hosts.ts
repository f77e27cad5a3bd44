import type { NetworkGeneration } from '../advice/network-inventory'
import { canHostActivate, type HostRefusal } from '../kms/can-host-activate'
import type { KeyGroupId } from '../kms/key-group-table'
import { cheapestKeyGroup, keyGroup } from '../kms/key-groups'
import { isServerGeneration, type KmsProduct } from '../product/release-order'
import { lotsOf, type PlanInput, type PlannedHost } from './plan-inventory'

/** What a plan asks of the KMS hosts that it names. */

/** A host key that machines of the plan need, and which of the hosts it keeps serve them with what they hold. */
export interface PlannedKey {
  key: KeyGroupId
  /** of a network with hosts of its own; undefined for the hosts that all share, and for a directory */
  network?: string
  /** of an activation object: the forest, null where it is not known; undefined for a key of KMS hosts */
  forest?: string | null
  /** 'Windows 7', 'Office LTSC 2021' */
  serves: string[]
  have: string[]
  lack: string[]
}

export type HostProblem =
  | { kind: 'platformUnknown'; host: string }
  | { kind: 'keysUnknown'; host: string; needed: KeyGroupId[] }
  /** Its keys serve these products not; the first refusal says why. */
  | { kind: 'notServed'; host: string; products: string[]; refusal: HostRefusal; needed: KeyGroupId[] }
  /** No key that serves all its machines can be installed on its platform. */
  | { kind: 'cannotServe'; host: string; platform: string; products: string[] }
  /** No machine of the plan asks it: there are enough without it. */
  | { kind: 'notNeeded'; host: string }

/** The oldest versions of an era: where the input names none, a key has to serve these at least. */
const OLDEST: Readonly<Record<NetworkGeneration, { client: string; server: string }>> = {
  'vista-2008': { client: 'Windows Vista', server: 'Windows Server 2008' },
  '7-2008r2': { client: 'Windows 7', server: 'Windows Server 2008 R2' },
  '8-2012': { client: 'Windows 8', server: 'Windows Server 2012' },
  '10-2016-or-later': { client: 'Windows 10', server: 'Windows Server 2016' },
}

/** What of a plan decides who asks KMS hosts. */
interface PlannedMethods {
  lines: readonly { network: string; method: string; generation?: NetworkGeneration }[]
  office: readonly { network: string; method: string; version: string }[]
  counts: readonly { network?: string; hosts: number }[]
}

/** Where no host is named, the key has to go on a server of today. */
const USUAL_PLATFORM = 'Windows Server 2022'
/** It takes the keys that no older system can install. */
const NEWEST_PLATFORM = 'Windows Server 2025'

const SHARED = ['kms-auto-discovery', 'kms-registered-name']

/** The keys that the plan needs by name, and what stands against the hosts that the input names. */
export function plannedKeys(
  input: PlanInput,
  { lines, office, counts }: PlannedMethods,
): { keys: PlannedKey[]; hostProblems: HostProblem[] } {
  type Line = { network: string; method: string }
  const productsWhere = (isMeant: (line: Line) => boolean) =>
    unique([
      ...input.networks.flatMap((one) =>
        lotsOf(one)
          .filter(({ generation }) =>
            lines.some(
              (line) => isMeant(line) && line.network === one.name && line.generation === generation,
            ),
          )
          .flatMap(productsOf),
      ),
      ...office.filter(isMeant).map(({ version }) => ({ family: 'office' as const, generation: version })),
    ])
  const places = [
    undefined,
    ...new Set(lines.filter(({ method }) => method === 'own-kms-offline').map(({ network }) => network)),
  ]
  const parts = places.map((network) => {
    const isHere = (line: Line) =>
      network === undefined
        ? SHARED.includes(line.method)
        : line.network === network && line.method === 'own-kms-offline'
    const needed = Math.max(0, ...counts.filter((one) => one.network === network).map(({ hosts }) => hosts))
    return keysOfPlace(network, productsWhere(isHere), { hosts: hostsIn(input, network), needed })
  })
  const forests = Map.groupBy(input.networks, ({ forest }) => forest?.toLowerCase() ?? null)
  const objects = [...forests].flatMap(([forest, own]) => {
    const names = new Set(own.map(({ name }) => name))
    return objectKeys(
      forest,
      productsWhere(({ network, method }) => method === 'adba' && names.has(network)),
    )
  })
  return {
    keys: [...parts.flatMap(({ keys }) => keys), ...objects],
    hostProblems: parts.flatMap(({ problems }) => problems),
  }
}

/** The keys of the activation objects of a forest: what an object of Office serves, one of Windows does not. */
function objectKeys(forest: string | null, products: readonly KmsProduct[]): PlannedKey[] {
  if (products.length === 0) return []
  const { windows } = cheapestKeyGroup(products, { hostPlatform: USUAL_PLATFORM })
  return keysFor(products, windows ? USUAL_PLATFORM : NEWEST_PLATFORM).map(({ key, serves }) => ({
    key,
    forest,
    serves: serves.map(nameOf),
    have: [],
    lack: [],
  }))
}

/** Forests whose activation object of Windows has yet to be created; null: one that is not named. */
export function forestsToActivate(
  { activatedForests = [] }: PlanInput,
  keys: readonly PlannedKey[],
): (string | null)[] {
  const there = activatedForests.map((name) => name.toLowerCase())
  const forests = new Set(
    keys.flatMap(({ key, forest }) =>
      forest === undefined || keyGroup(key).application === 'office' ? [] : [forest],
    ),
  )
  return [...forests].filter((forest) => (forest === null ? there.length === 0 : !there.includes(forest)))
}

/** The named hosts that a plan keeps: those of a network with hosts of its own, or those that all networks share. */
export function hostsKept(
  { hostProblems }: { hostProblems: readonly HostProblem[] },
  input: PlanInput,
  network: string | undefined,
): PlannedHost[] {
  const idle = hostProblems.flatMap((problem) => (problem.kind === 'notNeeded' ? [problem.host] : []))
  return hostsIn(input, network).filter(({ name }) => !idle.includes(name))
}

/** The named hosts of a network with hosts of its own, or those that all networks share. */
function hostsIn({ hosts = [], networks }: PlanInput, network: string | undefined): PlannedHost[] {
  const own = new Set(networks.map(({ name }) => name.toLowerCase()))
  const placeOf = ({ network: where }: PlannedHost) =>
    where !== undefined && own.has(where.toLowerCase()) ? where.toLowerCase() : undefined
  return hosts.filter((host) => placeOf(host) === network?.toLowerCase())
}

function productsOf({
  generation,
  clients,
  servers,
  releases,
}: ReturnType<typeof lotsOf>[number]): KmsProduct[] {
  const named = releases.map((release) => ({
    family: isServerGeneration(release) ? ('server' as const) : ('client' as const),
    generation: release,
  }))
  const { client, server } = OLDEST[generation]
  const isNamed = (family: 'client' | 'server') => named.some((one) => one.family === family)
  return [
    ...named.filter(({ family }) => (family === 'client' ? clients : servers) > 0),
    ...(clients > 0 && !isNamed('client') ? [{ family: 'client' as const, generation: client }] : []),
    ...(servers > 0 && !isNamed('server') ? [{ family: 'server' as const, generation: server }] : []),
  ].map((one) => ({ ...one, edition: editionOf(one.generation) }))
}

/** Server editions of 2008 belong to groups: the highest serves all. */
const editionOf = (release: string) => (isServerGeneration(release) ? 'Datacenter' : 'Enterprise')

function unique(products: readonly KmsProduct[]): KmsProduct[] {
  return [...new Map(products.map((one) => [one.generation, one])).values()]
}

const nameOf = ({ generation = '' }: KmsProduct) => generation

/** Of more hosts than a place needs, those stay that serve its machines with the keys they hold, then those named first. */
function keysOfPlace(
  network: string | undefined,
  products: readonly KmsProduct[],
  { hosts, needed }: { hosts: readonly PlannedHost[]; needed: number },
): { keys: PlannedKey[]; problems: HostProblem[] } {
  const isServing = (host: PlannedHost) => products.every((product) => isServedBy(host, product))
  const kept = [...hosts.filter(isServing), ...hosts.filter((host) => !isServing(host))].slice(
    0,
    products.length === 0 ? 0 : needed,
  )
  const idle = hosts
    .filter((host) => !kept.includes(host))
    .map(({ name }): HostProblem => ({ kind: 'notNeeded', host: name }))
  if (products.length === 0) return { keys: [], problems: idle }
  const platform = kept.find((host) => host.platform !== undefined)?.platform ?? USUAL_PLATFORM
  const keys = keysFor(products, platform).map(({ key, serves }): PlannedKey => {
    const have = kept.filter((host) => serves.every((product) => isServedBy(host, product)))
    return {
      key,
      ...(network !== undefined && { network }),
      serves: serves.map(nameOf),
      have: have.map(({ name }) => name),
      lack: kept.filter((host) => !have.includes(host)).map(({ name }) => name),
    }
  })
  return { keys, problems: [...kept.flatMap((host) => problemOf(host, products)), ...idle] }
}

/** The keys that serve all these, one for Windows and one for each version of Office. */
function keysFor(
  products: readonly KmsProduct[],
  hostPlatform: string,
): { key: KeyGroupId; serves: KmsProduct[] }[] {
  const { windows, office } = cheapestKeyGroup(products, { hostPlatform })
  return [...(windows ? [windows] : []), ...office].map(({ id, application }) => ({
    key: id,
    serves: products.filter(({ family, generation }) =>
      application === 'office'
        ? family === 'office' && office.some((one) => one.id === id && one.serves === generation)
        : family !== 'office',
    ),
  }))
}

const isServedBy = ({ platform, keys = [] }: PlannedHost, product: KmsProduct) =>
  platform !== undefined && keys.some((key) => canHostActivate({ hostPlatform: platform, key }, product).ok)

function problemOf(host: PlannedHost, products: readonly KmsProduct[]): HostProblem[] {
  const { name, platform, keys } = host
  if (platform === undefined) return [{ kind: 'platformUnknown', host: name }]
  const { windows, office, unserved } = cheapestKeyGroup(products, { hostPlatform: platform })
  const cannot = [
    ...(windows === undefined ? products.filter(({ family }) => family !== 'office') : []),
    ...unserved.filter(({ family }) => family === 'office'),
    ...office
      .filter(
        ({ id, serves }) =>
          !canHostActivate({ hostPlatform: platform, key: id }, { family: 'office', generation: serves }).ok,
      )
      .map(({ serves }) => ({ family: 'office' as const, generation: serves })),
  ]
  const needed = [...(windows ? [windows.id] : []), ...office.map(({ id }) => id)]
  const impossible: HostProblem[] =
    cannot.length > 0 ? [{ kind: 'cannotServe', host: name, platform, products: cannot.map(nameOf) }] : []
  if (keys === undefined) return [...impossible, { kind: 'keysUnknown', host: name, needed }]
  const missing = products.filter((product) => !cannot.includes(product) && !isServedBy(host, product))
  const [first] = missing
  if (first === undefined) return impossible
  const key = keys[0] ?? needed[0]
  const answer = key === undefined ? undefined : canHostActivate({ hostPlatform: platform, key }, first)
  const refusal: HostRefusal = answer && !answer.ok ? answer.refusal : { kind: 'unknownProduct' }
  return [
    ...impossible,
    {
      kind: 'notServed',
      host: name,
      products: missing.map(nameOf),
      refusal,
      needed: needed.filter((one) => !keys.includes(one)),
    },
  ]
}
