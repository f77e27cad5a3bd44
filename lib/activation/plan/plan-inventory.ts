import type { ActivationMethod } from '../advice/advice'
import {
  MEMBERSHIPS,
  type Membership,
  NETWORK_CATEGORIES,
  NETWORK_GENERATIONS,
  type Network,
  type NetworkCategory,
  type NetworkGeneration,
} from '../advice/network-inventory'
import { type Check, flag, listOf, must, object, type Problem, whole } from '../json-checks'
import { hostPlatforms } from '../kms/host-platforms'
import { SEED_HOST_TABLES } from '../kms/host-tables'
import type { KeyGroupId } from '../kms/key-group-table'
import { WINDOWS_GENERATIONS } from '../product/release-order'

/** How machines are licensed by a plan: a method of the advice, or one that needs no volume activation. */
export type PlanMethod = ActivationMethod | 'subscription' | 'as-bought' | 'none'

/** What a plan starts from. Machines are counted once each; Office counts machines that have it, beside their Windows. */
export interface PlanInput {
  networks: PlannedNetwork[]
  hosts?: PlannedHost[]
  /** activations of the host key that were used before this plan, of six hosts */
  hostActivationsUsed?: number
  /** forests that have an activation object, by name */
  activatedForests?: string[]
  /** machines known when this was made that are in no network of it, since nobody knows their system */
  leftOut?: number
  /** machines of it of which only a directory tells */
  unheard?: number
  /** what was asked with what-if and decided: its steps are steps of the plan */
  scenarios?: PlannedScenario[]
}

export interface PlannedScenario {
  /** 'Retire kms01.corp.example on 10 Dec 2026' */
  title: string
  /** days as 'YYYY-MM-DD': not before */
  steps: { day: string; text: string; command?: string }[]
}

export interface PlannedNetwork {
  name: string
  category: NetworkCategory
  membership: Membership
  reachesKms: boolean
  reachesInternet: boolean
  usesKmsForestDns: boolean
  /** either one generation with its clients and servers, as `advise` takes it, or several */
  generation?: NetworkGeneration
  clients?: number
  servers?: number
  machines?: MachineLot[]
  office?: OfficeLot[]
  /** a forest of its own, with domain controllers in the network */
  ownForest?: boolean
  /** the forest that its machines have joined, by its DNS name */
  forest?: string
  /** how often its machines see a domain controller or a KMS host; of a regular network always when absent */
  contact?: Contact
  lifetimeDays?: number
  virtualOnDatacenterHosts?: boolean
  /** machines licensed by a user's subscription */
  subscriptionMachines?: number
  /** machines that stay with the manufacturer's or a retail key */
  asBoughtMachines?: number
  /** in percent */
  growthPerYear?: number
  rebuildsPerYear?: number
  /** administrators there may hold the KMS host key; true when absent */
  mayHoldHostKey?: boolean
  /** what may leave the network; files when absent */
  mayLeave?: 'files' | 'digits' | 'nothing'
  wantsEsu?: boolean
  /** zones its machines search; for records */
  zones?: string[]
}

export const CONTACTS = ['always', 'within180Days', 'never'] as const
export type Contact = (typeof CONTACTS)[number]

export interface MachineLot {
  generation: NetworkGeneration
  clients?: number
  servers?: number
  /** versions among them, which a host key has to serve: 'Windows 11', 'Windows Server 2025' */
  releases?: string[]
}

export interface OfficeLot {
  /** 'Office LTSC 2021' */
  version: string
  machines: number
}

export interface PlannedHost {
  name: string
  /** 'Windows Server 2022'; absent: not known */
  platform?: string
  /** absent: not known; none: it holds none yet */
  keys?: KeyGroupId[]
  /** of the network it stands in; the production network when absent */
  network?: string
}

export type PlanInputAnswer = { ok: true; input: PlanInput } | ({ ok: false } & Problem)

export const OFFICE_VERSIONS = SEED_HOST_TABLES.groups.flatMap((group) =>
  group.application === 'office' ? [group.serves] : [],
)

const oneOf = (words: readonly string[]): Check =>
  must(
    (value) => words.includes(value as string),
    `must be one of ${words.map((word) => `"${word}"`).join(', ')}`,
  )
const text = must(
  (value) => typeof value === 'string' && value.trim() !== '' && value.length <= 200,
  'must be a text of 1 to 200 characters',
)
const count = whole(0, 10_000_000)

const release = oneOf([...WINDOWS_GENERATIONS.client, ...WINDOWS_GENERATIONS.server])
const lot = object(
  { generation: oneOf(NETWORK_GENERATIONS) },
  { clients: count, servers: count, releases: listOf(release, 0, 40) },
)
const office = object({ version: oneOf(OFFICE_VERSIONS), machines: count }, {})

const network = object(
  {
    name: text,
    category: oneOf(NETWORK_CATEGORIES),
    membership: oneOf(MEMBERSHIPS),
    reachesKms: flag,
    reachesInternet: flag,
    usesKmsForestDns: flag,
  },
  {
    generation: oneOf(NETWORK_GENERATIONS),
    clients: count,
    servers: count,
    machines: listOf(lot, 1, 20),
    office: listOf(office, 0, 20),
    ownForest: flag,
    forest: text,
    contact: oneOf(CONTACTS),
    lifetimeDays: whole(1, 10_000),
    virtualOnDatacenterHosts: flag,
    subscriptionMachines: count,
    asBoughtMachines: count,
    growthPerYear: whole(-100, 1_000),
    rebuildsPerYear: count,
    mayHoldHostKey: flag,
    mayLeave: oneOf(['files', 'digits', 'nothing']),
    wantsEsu: flag,
    zones: listOf(text, 0, 1_000),
  },
)

const host = object(
  { name: text },
  {
    platform: oneOf(hostPlatforms()),
    keys: listOf(oneOf(SEED_HOST_TABLES.groups.map(({ id }) => id)), 0, 20),
    network: text,
  },
)

const longText = must(
  (value) => typeof value === 'string' && value.length <= 2_000,
  'must be a text of at most 2,000 characters',
)
const day = must(
  (value) =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)),
  'must be a day such as 2026-12-10',
)
const scenario = object(
  {
    title: longText,
    steps: listOf(object({ day, text: longText }, { command: longText }), 0, 500),
  },
  {},
)

const input = object(
  { networks: listOf(network, 1, 1_000) },
  {
    hosts: listOf(host, 0, 200),
    hostActivationsUsed: whole(0, 1_000),
    activatedForests: listOf(text, 0, 1_000),
    leftOut: count,
    unheard: count,
    scenarios: listOf(scenario, 0, 50),
  },
)

/** Reads the input of a plan; the first thing that is wrong is named by its path. Every file of `advise` is one. */
export function readPlanInput(json: unknown): PlanInputAnswer {
  const problem = input(json, '$') ?? contradiction(json as PlanInput)
  return problem ? { ok: false, ...problem } : { ok: true, input: json as PlanInput }
}

/** What cannot be, whatever the rest says. */
function contradiction({ networks, hosts = [] }: PlanInput): Problem | undefined {
  const names = new Set<string>()
  for (const [place, one] of networks.entries()) {
    const path = `networks[${place}]`
    const name = one.name.trim().toLowerCase()
    if (names.has(name)) return { path: `${path}.name`, problem: 'is the name of two networks' }
    names.add(name)
    if (one.machines === undefined && one.generation === undefined) {
      return {
        path: `${path}.machines`,
        problem: 'is missing, and so is "generation" with clients and servers',
      }
    }
    if (one.machines !== undefined && one.generation !== undefined) {
      return { path: `${path}.machines`, problem: 'stands beside "generation": give one of them' }
    }
    if (machinesIn(one) === 0) return { path, problem: 'has no machines: there is nothing to activate' }
    const withOffice = Math.max(0, ...(one.office ?? []).map(({ machines }) => machines))
    if (withOffice > machinesIn(one)) {
      return {
        path: `${path}.office`,
        problem: `counts more machines (${withOffice}) than the network has (${machinesIn(one)})`,
      }
    }
    const apart = (one.subscriptionMachines ?? 0) + (one.asBoughtMachines ?? 0)
    if (apart > clientsIn(one)) {
      return {
        path: `${path}.subscriptionMachines`,
        problem: `and "asBoughtMachines" are more (${apart}) than its clients (${clientsIn(one)})`,
      }
    }
  }
  const hostNames = hosts.map(({ name }) => name.trim().toLowerCase())
  const twice = hostNames.findIndex((name, place) => hostNames.indexOf(name) < place)
  if (twice >= 0) return { path: `hosts[${twice}].name`, problem: 'is the name of two hosts' }
  const strange = hosts.findIndex(
    ({ network: where }) => where !== undefined && !names.has(where.trim().toLowerCase()),
  )
  return strange < 0
    ? undefined
    : { path: `hosts[${strange}].network`, problem: 'is not one of the networks' }
}

/** The generations of a network with their machines, the oldest first. */
export function lotsOf({ machines, generation, clients, servers }: PlannedNetwork): Required<MachineLot>[] {
  const lots: readonly MachineLot[] =
    machines ??
    (generation === undefined ? [] : [{ generation, clients: clients ?? 0, servers: servers ?? 0 }])
  return lots
    .map((one) => ({
      generation: one.generation,
      clients: one.clients ?? 0,
      servers: one.servers ?? 0,
      releases: one.releases ?? [],
    }))
    .filter((one) => one.clients + one.servers > 0)
    .sort(
      (one, other) =>
        NETWORK_GENERATIONS.indexOf(one.generation) - NETWORK_GENERATIONS.indexOf(other.generation),
    )
}

const clientsIn = (one: PlannedNetwork) => lotsOf(one).reduce((sum, { clients }) => sum + clients, 0)

/** All machines of a network, each once. */
export const machinesIn = (one: PlannedNetwork): number =>
  lotsOf(one).reduce((sum, { clients, servers }) => sum + clients + servers, 0)

/** Machines of a network as the advice asks about them: one by VPN within 180 days is as good as in the office. */
export function askedOf(
  network: PlannedNetwork,
  { clients, servers, generation }: Required<Omit<MachineLot, 'releases'>>,
): Network {
  const { lifetimeDays, virtualOnDatacenterHosts } = network
  return {
    name: network.name,
    category: categoryOf(network),
    clients,
    servers,
    generation,
    membership: network.ownForest ? 'domain' : network.membership,
    reachesKms: network.contact !== 'never' && network.reachesKms,
    reachesInternet: network.reachesInternet,
    usesKmsForestDns: network.usesKmsForestDns,
    ...(lifetimeDays !== undefined && { lifetimeDays }),
    ...(virtualOnDatacenterHosts !== undefined && { virtualOnDatacenterHosts }),
  }
}

/** By how often its machines come: those that never do are alone. */
function categoryOf({ category, contact }: PlannedNetwork): NetworkCategory {
  if (contact === 'never') return 'disconnected'
  return category === 'disconnected' && contact === 'within180Days' ? 'production' : category
}
