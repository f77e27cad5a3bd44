import type { AdviceReason, AdviceStep } from '../advice/advice'
import { countedMachines, isFrom2012, machinesOf } from '../advice/advise-method'
import { type Plan as LotPlan, plansOf } from '../advice/advise-plan'
import { reasonsFor } from '../advice/advise-reasons'
import { stepsFor } from '../advice/advise-steps'
import type { Network, NetworkGeneration } from '../advice/network-inventory'
import { HOSTS_PER_KEY } from '../kms/host-key-budget'
import { CLIENT_THRESHOLD, SERVER_THRESHOLD } from '../kms/thresholds'
import { countsOf, type PlanCount } from './plan-count'
import { forestsToActivate, type HostProblem, hostsKept, type PlannedKey, plannedKeys } from './plan-hosts'
import {
  askedOf,
  lotsOf,
  machinesIn,
  type PlanInput,
  type PlanMethod,
  type PlannedNetwork,
} from './plan-inventory'
import { type OfficeLine, officeLines } from './plan-office'

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

/** What the plan cannot decide. */
export type PlanQuestion =
  | { kind: 'countShort'; count: PlanCount }
  | { kind: 'noHostPlanned'; hosts: number }
  | { kind: 'hostBudget'; hosts: number; objects: number; left: number }
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
  /** `needed`: hosts to activate; `objects`: activation objects to create, which take the host key as hosts do */
  hostActivations: { used: number; needed: number; objects: number; limit: number }
  /** of Windows and Office together */
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
  // The hosts of a place serve Windows and every version of Office that asks there.
  const places = [...Map.groupBy(counts, ({ network }) => network)]
  const hosts = sum(places.map(([, own]) => Math.max(...own.map((one) => one.hosts))))
  const used = input.hostActivationsUsed ?? input.hosts?.length ?? 0
  const needed = hosts - sum(places.map(([network]) => hostsKept(keyed, input, network).length))
  const objects = forestsToActivate(input, keyed.keys).length
  const all = [...lines, ...office]
  return {
    lines,
    office,
    counts,
    hosts,
    ...keyed,
    hostActivations: { used, needed, objects, limit: HOSTS_PER_KEY },
    makActivations: sum(all.map(({ makActivations }) => makActivations)),
    makActivationsPerYear: sum(all.map(({ makActivationsPerYear }) => makActivationsPerYear)),
    worksheet: worksheetOf(lines),
    machines: sum(input.networks.map(machinesIn)),
    questions: questionsOf(input, { lines, office, counts }, { hosts, used, needed, objects }),
  }
}

/** Each generation of a network as the advice asks about it, without the machines that need no volume activation. */
function lotsOfNetwork(network: PlannedNetwork): Lot[] {
  let apart = (network.subscriptionMachines ?? 0) + (network.asBoughtMachines ?? 0)
  return lotsOf(network)
    .toReversed()
    .flatMap(({ generation, clients, servers }) => {
      const taken = Math.min(apart, clients)
      apart -= taken
      if (clients - taken + servers === 0) return []
      const asked = askedOf(network, { clients: clients - taken, servers, generation })
      return [{ network, asked }]
    })
    .toReversed()
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

function worksheetOf(lines: readonly PlanLine[]): ActivationPlan['worksheet'] {
  const byMethod = Map.groupBy(lines, ({ method }) => method)
  return [...byMethod].map(([method, own]) => ({
    method,
    machines: sum(own.map(({ clients, servers }) => clients + servers)),
  }))
}

function questionsOf(
  input: PlanInput,
  { lines, office, counts }: Pick<ActivationPlan, 'lines' | 'office' | 'counts'>,
  { hosts, used, needed, objects }: { hosts: number; used: number; needed: number; objects: number },
): PlanQuestion[] {
  const left = HOSTS_PER_KEY - used
  const ofNetwork = (name: string) => [...lines, ...office].filter(({ network }) => network === name)
  return [
    ...counts
      .filter(({ expected, need }) => expected < need)
      .map((count) => ({ kind: 'countShort' as const, count })),
    ...(hosts > 0 && (input.hosts ?? []).length === 0 ? [{ kind: 'noHostPlanned' as const, hosts }] : []),
    ...(needed + objects > left
      ? [{ kind: 'hostBudget' as const, hosts: needed, objects, left: Math.max(0, left) }]
      : []),
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
