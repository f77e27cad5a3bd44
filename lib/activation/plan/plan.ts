import type { ActivationMethod, AdviceReason, AdviceStep } from '../advice/advice'
import { countedMachines, isFrom2012, machinesOf } from '../advice/advise-method'
import { type Plan as LotPlan, plansOf } from '../advice/advise-plan'
import { reasonsFor } from '../advice/advise-reasons'
import { stepsFor } from '../advice/advise-steps'
import type { Network, NetworkGeneration } from '../advice/network-inventory'
import { HOSTS_PER_KEY } from '../kms/host-key-budget'
import { CLIENT_THRESHOLD, countCap, SERVER_THRESHOLD } from '../kms/thresholds'
import { type HostProblem, hostsKept, type PlannedKey, plannedKeys } from './plan-hosts'
import { lotsOf, machinesIn, type PlanInput, type PlannedNetwork } from './plan-inventory'

/** How machines are licensed by a plan: a method of the advice, or one that needs no volume activation. */
export type PlanMethod = ActivationMethod | 'subscription' | 'as-bought' | 'none'

/** Machines of one network that are alike. */
export interface PlanLine {
  network: string
  /** absent for subscriptions and machines as bought */
  generation?: NetworkGeneration
  clients: number
  servers: number
  method: PlanMethod
  /** of the directory, where it is known */
  forest?: string
  reasons: AdviceReason[]
  secondBest?: SecondBest
  steps: AdviceStep[]
  /** activations of a MAK a year: rebuilds each take one */
  makActivationsPerYear: number
  /** activations of a MAK at the start */
  makActivations: number
}

/** What would do as well, and what it would cost. Counts are machines. */
export type SecondBest =
  | { method: 'kms-auto-discovery'; needs: number; has: number }
  | { method: 'adba' }
  | { method: 'mak-online' | 'mak-proxy'; activations: number; perYear: number }

export interface OfficeLine {
  network: string
  version: string
  machines: number
  method: PlanMethod
}

/** A KMS count that the plan leads to. */
export interface PlanCount {
  /** the network, or undefined for the hosts that all share */
  network?: string
  /** 'windows' or the version of Office */
  application: string
  hosts: number
  /** distinct machines that ask, shared among the hosts */
  machines: number
  /** what each host shows in the long run, at most twice the need */
  expected: number
  need: number
}

/** What the plan cannot decide. */
export type PlanQuestion =
  | { kind: 'countShort'; count: PlanCount }
  | { kind: 'noHostPlanned'; hosts: number }
  | { kind: 'hostBudget'; hosts: number; left: number }
  | { kind: 'nothingMayLeave'; network: string; machines: number }
  | { kind: 'noZones'; network: string }
  | { kind: 'esuNeedsInternetOrDigits'; network: string }

export interface ActivationPlan {
  lines: PlanLine[]
  office: OfficeLine[]
  counts: PlanCount[]
  /** hosts to have, in all networks together */
  hosts: number
  /** host keys by name, and what stands against the named hosts */
  keys: PlannedKey[]
  hostProblems: HostProblem[]
  hostActivations: { used: number; needed: number; limit: number }
  makActivations: number
  makActivationsPerYear: number
  /** machines by method; the sum is `machines` */
  worksheet: { method: PlanMethod; machines: number }[]
  machines: number
  questions: PlanQuestion[]
}

interface Lot {
  network: PlannedNetwork
  asked: Network
}

/**
 * A plan for all networks of an organisation: each machine stands in exactly one line. Sources: the design principles of the Volume
 * Activation 2.0 article, its editor's note, Microsoft's planning guide and its worksheet (11/2024). Pure.
 */
export function planActivation(input: PlanInput): ActivationPlan {
  const lots = input.networks.flatMap(lotsOfNetwork)
  const plans = plansOf(lots.map(({ asked }) => asked)).map((plan, place) => ({
    plan: held(plan, lots[place]?.network),
    network: lots[place]?.network as PlannedNetwork,
  }))
  const lines = [
    ...plans.map(({ plan, network }) => lineOf(plan, network)),
    ...input.networks.flatMap(apartLines),
  ]
  const office = input.networks.flatMap((network) => officeLines(network, lines))
  const counts = countsOf(plans, office)
  const keyed = plannedKeys(input, { lines, office, counts })
  // One count of Windows for each place that has hosts.
  const places = counts.filter(({ application }) => application === 'windows')
  const hosts = sum(places.map((one) => one.hosts))
  const used = input.hostActivationsUsed ?? input.hosts?.length ?? 0
  const needed = hosts - sum(places.map(({ network }) => hostsKept(keyed, input, network).length))
  return {
    lines,
    office,
    counts,
    hosts,
    ...keyed,
    hostActivations: { used, needed, limit: HOSTS_PER_KEY },
    makActivations: sum(lines.map(({ makActivations }) => makActivations)),
    makActivationsPerYear: sum(lines.map(({ makActivationsPerYear }) => makActivationsPerYear)),
    worksheet: worksheetOf(lines),
    machines: sum(input.networks.map(machinesIn)),
    questions: questionsOf(input, lines, counts, { hosts, used, needed }),
  }
}

/** Each generation of a network as the advice asks about it, without the machines that need no volume activation. */
function lotsOfNetwork(network: PlannedNetwork): Lot[] {
  let apart = (network.subscriptionMachines ?? 0) + (network.asBoughtMachines ?? 0)
  const isNever = network.contact === 'never'
  return lotsOf(network)
    .toReversed()
    .flatMap(({ generation, clients, servers }) => {
      const taken = Math.min(apart, clients)
      apart -= taken
      if (clients - taken + servers === 0) return []
      const asked: Network = {
        name: network.name,
        category: categoryOf(network),
        clients: clients - taken,
        servers,
        generation,
        membership: network.ownForest ? 'domain' : network.membership,
        reachesKms: !isNever && network.reachesKms,
        reachesInternet: network.reachesInternet,
        usesKmsForestDns: network.usesKmsForestDns,
        ...(network.lifetimeDays !== undefined && { lifetimeDays: network.lifetimeDays }),
        ...(network.virtualOnDatacenterHosts !== undefined && {
          virtualOnDatacenterHosts: network.virtualOnDatacenterHosts,
        }),
      }
      return [{ network, asked }]
    })
    .toReversed()
}

/** By how often its machines come: one by VPN within 180 days is as good as in the office, one that never comes is alone. */
function categoryOf({ category, contact }: PlannedNetwork): Network['category'] {
  if (contact === 'never') return 'disconnected'
  return category === 'disconnected' && contact === 'within180Days' ? 'production' : category
}

/** Where nobody may hold the host key, a network has no KMS host of its own. */
function held(plan: LotPlan, network: PlannedNetwork | undefined): LotPlan {
  if (plan.method !== 'own-kms-offline' || network?.mayHoldHostKey !== false) return plan
  return { ...plan, method: plan.network.reachesInternet ? 'mak-online' : 'mak-proxy', hosts: 0 }
}

const isMak = (method: PlanMethod) => method === 'mak-online' || method === 'mak-proxy'

function lineOf(plan: LotPlan, network: PlannedNetwork): PlanLine {
  const { clients, servers, generation, name } = plan.network
  const machines = machinesOf(plan.network)
  const isBlocked = plan.method === 'mak-proxy' && network.mayLeave === 'nothing'
  const share = machines / Math.max(1, machinesIn(network))
  const rebuilds = Math.round((network.rebuildsPerYear ?? 0) * share)
  const growth = Math.max(0, Math.round((machines * (network.growthPerYear ?? 0)) / 100))
  const secondBest = secondBestOf(plan, rebuilds + growth)
  return {
    network: name,
    generation,
    clients,
    servers,
    method: isBlocked ? 'none' : plan.method,
    ...(plan.method === 'adba' && network.forest && { forest: network.forest.toLowerCase() }),
    reasons: reasonsFor(plan),
    ...(secondBest && { secondBest }),
    steps: isBlocked ? [] : stepsFor(plan),
    makActivations: isMak(plan.method) && !isBlocked ? machines : 0,
    makActivationsPerYear: isMak(plan.method) && !isBlocked ? rebuilds + growth : 0,
  }
}

function secondBestOf({ network, method }: LotPlan, perYear: number): SecondBest | undefined {
  const needs = network.clients > 0 ? CLIENT_THRESHOLD : SERVER_THRESHOLD
  const kms: SecondBest = { method: 'kms-auto-discovery', needs, has: countedMachines(network) }
  const mak: SecondBest = {
    method: network.reachesInternet ? 'mak-online' : 'mak-proxy',
    activations: machinesOf(network),
    perYear,
  }
  switch (method) {
    case 'adba':
    case 'avma':
      return network.reachesKms ? kms : mak
    case 'kms-auto-discovery':
    case 'kms-registered-name':
      return network.membership === 'domain' && isFrom2012(network) ? { method: 'adba' } : mak
    case 'own-kms-offline':
    case 'rearm-only':
      return mak
    default:
      return network.category === 'disconnected' ? undefined : kms
  }
}

function apartLines({ name, subscriptionMachines = 0, asBoughtMachines = 0 }: PlannedNetwork): PlanLine[] {
  const apart: [PlanMethod, number][] = [
    ['subscription', subscriptionMachines],
    ['as-bought', asBoughtMachines],
  ]
  return apart
    .filter(([, machines]) => machines > 0)
    .map(([method, clients]) => ({
      network: name,
      clients,
      servers: 0,
      method,
      reasons: [],
      steps: [],
      makActivations: 0,
      makActivationsPerYear: 0,
    }))
}

/** Office goes the way of the Windows beneath it; Office 2010 knows no directory. */
function officeLines(
  { name, office = [], reachesKms, reachesInternet }: PlannedNetwork,
  lines: readonly PlanLine[],
): OfficeLine[] {
  const methods = lines
    .filter(({ network, clients }) => network === name && clients > 0)
    .map(({ method }) => method)
  const windows =
    methods.find((method) => method === 'adba') ??
    methods.find((method) => method !== 'subscription' && method !== 'as-bought')
  const older: PlanMethod = reachesInternet ? 'mak-online' : 'mak-proxy'
  return office
    .filter(({ machines }) => machines > 0)
    .map(({ version, machines }) => {
      const isOld = version === 'Office 2010'
      const byKms: PlanMethod = reachesKms ? 'kms-auto-discovery' : older
      const method = windows === 'adba' && isOld ? byKms : (windows ?? byKms)
      return {
        network: name,
        version,
        machines,
        method: method === 'avma' || method === 'rearm-only' ? byKms : method,
      }
    })
}

function countsOf(
  plans: readonly { plan: LotPlan; network: PlannedNetwork }[],
  office: readonly OfficeLine[],
): PlanCount[] {
  const shared = plans.filter(
    ({ plan }) => plan.method === 'kms-auto-discovery' || plan.method === 'kms-registered-name',
  )
  const own = Map.groupBy(
    plans.filter(({ plan }) => plan.method === 'own-kms-offline'),
    ({ network }) => network.name,
  )
  const counts: PlanCount[] = []
  if (shared.length > 0) counts.push(windowsCount(shared.map(({ plan }) => plan)))
  for (const [network, lots] of own) counts.push({ ...windowsCount(lots.map(({ plan }) => plan)), network })
  const versions = Map.groupBy(
    office.filter(({ method }) => method === 'kms-auto-discovery' || method === 'kms-registered-name'),
    ({ version }) => version,
  )
  for (const [application, lines] of versions) {
    const machines = sum(lines.map((line) => line.machines))
    const hosts = counts.find(({ network }) => network === undefined)?.hosts ?? 1
    counts.push({
      application,
      hosts,
      machines,
      expected: expectedAt(machines, hosts, SERVER_THRESHOLD),
      need: SERVER_THRESHOLD,
    })
  }
  return counts
}

function windowsCount(plans: readonly LotPlan[]): PlanCount {
  const machines = sum(plans.map(({ network }) => countedMachines(network)))
  const need = plans.some(({ network }) => network.clients > 0) ? CLIENT_THRESHOLD : SERVER_THRESHOLD
  const hosts = Math.max(1, ...plans.map((plan) => plan.hosts))
  return { application: 'windows', hosts, machines, expected: expectedAt(machines, hosts, need), need }
}

const expectedAt = (machines: number, hosts: number, need: number) =>
  Math.min(countCap(need), Math.floor(machines / hosts))

function worksheetOf(lines: readonly PlanLine[]): ActivationPlan['worksheet'] {
  const byMethod = Map.groupBy(lines, ({ method }) => method)
  return [...byMethod].map(([method, own]) => ({
    method,
    machines: sum(own.map(({ clients, servers }) => clients + servers)),
  }))
}

function questionsOf(
  input: PlanInput,
  lines: readonly PlanLine[],
  counts: readonly PlanCount[],
  { hosts, used, needed }: { hosts: number; used: number; needed: number },
): PlanQuestion[] {
  const left = HOSTS_PER_KEY - used
  const ofNetwork = (name: string) => lines.filter(({ network }) => network === name)
  return [
    ...counts
      .filter(({ expected, need }) => expected < need)
      .map((count) => ({ kind: 'countShort' as const, count })),
    ...(hosts > 0 && (input.hosts ?? []).length === 0 ? [{ kind: 'noHostPlanned' as const, hosts }] : []),
    ...(needed > left ? [{ kind: 'hostBudget' as const, hosts: needed, left: Math.max(0, left) }] : []),
    ...lines
      .filter(({ method }) => method === 'none')
      .map(({ network, clients, servers }) => ({
        kind: 'nothingMayLeave' as const,
        network,
        machines: clients + servers,
      })),
    ...input.networks
      .filter(
        ({ name, zones }) =>
          zones === undefined && ofNetwork(name).some(({ method }) => method === 'kms-auto-discovery'),
      )
      .map(({ name }) => ({ kind: 'noZones' as const, network: name })),
    ...input.networks
      .filter(
        ({ wantsEsu, reachesInternet, mayLeave }) => wantsEsu && !reachesInternet && mayLeave === 'nothing',
      )
      .map(({ name }) => ({ kind: 'esuNeedsInternetOrDigits' as const, network: name })),
  ]
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
