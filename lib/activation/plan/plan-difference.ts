import type { NetworkGeneration } from '../advice/network-inventory'
import { keyGroupLabel } from '../kms/host-platforms'
import { isServerGeneration } from '../product/release-order'
import { eraOf, networksByZone, releaseOf, type SeenMethod, type TodayFacts } from './known-fleet'
import { type ActivationPlan, planActivation } from './plan'
import type { PlanInput, PlanMethod } from './plan-inventory'
import { srvRecordsOf } from './plan-sentence'

/** What has to come, to become something else, or to go, before today is as planned. */
export type Difference =
  | { kind: 'add'; what: 'hosts'; planned: number; there: number }
  | { kind: 'add'; what: 'host'; host: string }
  | { kind: 'add'; what: 'key'; host: string; key: string }
  | { kind: 'add'; what: 'record'; zone: string; host: string }
  | { kind: 'add'; what: 'activationObject'; network: string; machines: number }
  | {
      kind: 'change'
      what: 'method'
      network: string
      /** machines that are activated otherwise */
      machines: number
      /** of them those of which there is no news since the plan has had its time: they may have moved already */
      waiting: number
      planned: PlanMethod
      seen: SeenMethod
    }
  | { kind: 'remove'; what: 'host'; host: string; clients: number }
  | { kind: 'remove'; what: 'record'; zone: string; host: string }

/** Days after a plan comes into force in which nothing counts yet: a machine asks at the next renewal. */
export const SETTLING_DAYS = 7

/** How a planned method looks when a machine is seen. */
const LOOKS: Readonly<Record<PlanMethod, readonly SeenMethod[]>> = {
  'kms-auto-discovery': ['kms'],
  'kms-registered-name': ['kms'],
  'own-kms-offline': ['kms'],
  'mak-online': ['mak'],
  'mak-proxy': ['mak'],
  adba: ['adba'],
  avma: ['avma'],
  'rearm-only': ['unknown', 'evaluation'],
  subscription: ['subscription'],
  'as-bought': ['as-bought'],
  none: ['unknown', 'evaluation'],
}

/** What somebody can say of a machine; of others nobody knows how they are activated. */
const isTelling = (method: SeenMethod) => method !== 'unheard' && method !== 'unknown'

/** A plan beside what is known today. */
export function planBesideToday(
  input: PlanInput,
  facts: TodayFacts,
): { differences: Difference[]; machines: number; differing: number } {
  const plan = planActivation(input)
  const methods = methodDifferences(input, plan, facts)
  const differences = [...missing(input, plan, facts), ...methods, ...tooMany(input, plan, facts)]
  const networkOf = networksByZone(facts)
  const names = new Set(input.networks.map(({ name }) => name))
  const machines = sum(
    facts.groups
      .filter((group) => isTelling(group.method) && names.has(networkOf(group.zone)))
      .map((group) => group.machines),
  )
  return {
    differences,
    machines,
    differing: sum(methods.map((one) => one.machines - one.waiting)),
  }
}

/** Whether a difference waits only for machines that nobody heard of since: it folds away. */
export const isExpected = (difference: Difference): boolean =>
  difference.what === 'method' && difference.waiting === difference.machines

type MethodDifference = Extract<Difference, { what: 'method' }>

/** Machines of each network by how they are activated and how they should be; of each method only as many as are planned. */
function methodDifferences(input: PlanInput, plan: ActivationPlan, facts: TodayFacts): MethodDifference[] {
  const networkOf = networksByZone(facts)
  const byNetwork = Map.groupBy(facts.groups, ({ zone }) => networkOf(zone))
  return input.networks.flatMap(({ name }) => {
    const groups = byNetwork.get(name) ?? []
    const lines = plan.lines.filter(({ network }) => network === name)
    const apart = new Map<SeenMethod, number>()
    for (const { method, clients } of lines) {
      if (method === 'subscription' || method === 'as-bought') apart.set(method, clients)
    }
    const found = groups.flatMap((group): MethodDifference[] => {
      const release = releaseOf(group)
      if (release === undefined || !isTelling(group.method)) return []
      const planned = plannedFor(lines, eraOf(release))
      if (planned === undefined || LOOKS[planned].includes(group.method)) return []
      const allowed = isServerGeneration(release) ? 0 : Math.min(apart.get(group.method) ?? 0, group.machines)
      if (allowed > 0) apart.set(group.method, (apart.get(group.method) ?? 0) - allowed)
      const machines = group.machines - allowed
      if (machines === 0) return []
      const waiting = Math.min(machines, group.machines - group.settled)
      return [
        { kind: 'change', what: 'method', network: name, machines, waiting, planned, seen: group.method },
      ]
    })
    return [...Map.groupBy(found, ({ planned, seen }) => `${planned} ${seen}`).values()].flatMap(joined)
  })
}

const plannedFor = (lines: ActivationPlan['lines'], era: NetworkGeneration): PlanMethod | undefined =>
  lines.find(({ generation }) => generation === era)?.method

function joined(alike: readonly MethodDifference[]): MethodDifference[] {
  const [first] = alike
  if (first === undefined) return []
  return [
    {
      ...first,
      machines: sum(alike.map(({ machines }) => machines)),
      waiting: sum(alike.map(({ waiting }) => waiting)),
    },
  ]
}

function missing(input: PlanInput, plan: ActivationPlan, facts: TodayFacts): Difference[] {
  const { hosts = [] } = input
  const heard = new Set(
    facts.hosts.filter(({ lastSeenAt }) => lastSeenAt !== null).map(({ name }) => name.toLowerCase()),
  )
  const idle = new Set(
    plan.hostProblems.flatMap((problem) => (problem.kind === 'notNeeded' ? problem.host : [])),
  )
  const silent = hosts.filter(({ name }) => !heard.has(name.toLowerCase()) && !idle.has(name))
  const unnamed = plan.hostActivations.needed
  const records = srvRecordsOf(plan, input).filter(
    ({ zone, host }) =>
      facts.checkedZones.includes(zone.toLowerCase()) &&
      !facts.records.some((one) => one.zone === zone.toLowerCase() && one.host === host.toLowerCase()),
  )
  const forDirectory = plan.lines.filter(
    ({ method, network, forest }) => method === 'adba' && !hasObject(facts, network, forest),
  )
  return [
    ...(unnamed > 0
      ? [{ kind: 'add' as const, what: 'hosts' as const, planned: plan.hosts, there: plan.hosts - unnamed }]
      : []),
    ...silent.map(({ name }) => ({ kind: 'add' as const, what: 'host' as const, host: name })),
    ...plan.keys.flatMap(({ key, lack }) =>
      lack.map((host) => ({ kind: 'add' as const, what: 'key' as const, host, key: keyGroupLabel(key) })),
    ),
    ...records.map((record) => ({ kind: 'add' as const, what: 'record' as const, ...record })),
    ...[...Map.groupBy(forDirectory, ({ network }) => network)].map(([network, lines]) => ({
      kind: 'add' as const,
      what: 'activationObject' as const,
      network,
      machines: sum(lines.map(({ clients, servers }) => clients + servers)),
    })),
  ]
}

/** One was read in its forest, or a machine of the network was seen activated by one. */
function hasObject(facts: TodayFacts, network: string, forest: string | undefined): boolean {
  const networkOf = networksByZone(facts)
  return (
    (forest === undefined ? facts.activationObjects.length > 0 : facts.activatedForests.includes(forest)) ||
    facts.groups.some(({ method, zone }) => method === 'adba' && networkOf(zone) === network)
  )
}

function tooMany(input: PlanInput, plan: ActivationPlan, facts: TodayFacts): Difference[] {
  const planned = new Set((input.hosts ?? []).map(({ name }) => name.toLowerCase()))
  const idle = plan.hostProblems.flatMap((problem) =>
    problem.kind === 'notNeeded' ? problem.host.toLowerCase() : [],
  )
  const wanted = new Set(srvRecordsOf(plan, input).map(({ zone, host }) => `${zone} ${host}`.toLowerCase()))
  const own = new Set(facts.hosts.map(({ name }) => name.toLowerCase()))
  const zones = new Set(
    input.networks.flatMap(({ zones: names = [] }) => names.map((zone) => zone.toLowerCase())),
  )
  return [
    ...facts.hosts
      .filter(({ name }) => !planned.has(name.toLowerCase()) || idle.includes(name.toLowerCase()))
      .map(({ name, clients }) => ({ kind: 'remove' as const, what: 'host' as const, host: name, clients })),
    ...facts.records
      .filter(({ zone, host }) => own.has(host) && zones.has(zone) && !wanted.has(`${zone} ${host}`))
      .map(({ zone, host }) => ({ kind: 'remove' as const, what: 'record' as const, zone, host })),
  ]
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
