import { sayReason } from '../advice/advice-sentence'
import { sayStep } from '../advice/advice-step-sentence'
import type { NetworkGeneration } from '../advice/network-inventory'
import { keyGroupLabel } from '../kms/host-platforms'
import { sayHostRefusal } from '../kms/host-sentence'
import { sayCount, sayList } from '../words/say-amounts'
import type { ActivationPlan, PlanLine, PlanQuestion, SecondBest } from './plan'
import type { PlanCount } from './plan-count'
import { type HostProblem, hostsKept, type PlannedKey } from './plan-hosts'
import type { PlanInput, PlanMethod } from './plan-inventory'
import { sayPlanStep, stepsInOrder } from './plan-steps'

/** A plan in words. */

export const METHOD_WORDS: Readonly<Record<PlanMethod, string>> = {
  'kms-auto-discovery': 'KMS, found through DNS',
  'kms-registered-name': 'KMS, by a set name',
  'own-kms-offline': 'KMS of its own, activated by phone',
  'mak-online': 'MAK, activated over the Internet',
  'mak-proxy': 'MAK, activated by proxy',
  adba: 'Directory',
  avma: 'Hyper-V host (AVMA)',
  'rearm-only': 'None: lives too short',
  subscription: 'Subscription of the user',
  'as-bought': 'As bought (OEM, retail)',
  none: 'None: nothing may leave the network',
}

export const GENERATION_WORDS: Readonly<Record<NetworkGeneration, string>> = {
  'vista-2008': 'Vista and Server 2008',
  '7-2008r2': 'Windows 7 and Server 2008 R2',
  '8-2012': 'Windows 8, 8.1 and Server 2012, 2012 R2',
  '10-2016-or-later': 'Windows 10, 11 and Server 2016 and newer',
}

const machinesOf = (count: number) => sayCount(count, 'machine')

/** 'Directory of corp.example' */
export const sayMethod = ({ method, forest }: Pick<PlanLine, 'method' | 'forest'>): string =>
  forest === undefined ? METHOD_WORDS[method] : `${METHOD_WORDS[method]} of ${forest}`

/** '23 clients and 5 servers' */
export const sayMachines = ({ clients, servers }: Pick<PlanLine, 'clients' | 'servers'>): string =>
  sayList([
    ...(clients > 0 ? [sayCount(clients, 'client')] : []),
    ...(servers > 0 ? [sayCount(servers, 'server')] : []),
  ])

/** What another method would cost. */
export function saySecondBest(best: SecondBest): string {
  if (best.method === 'adba')
    return 'The directory: no count and no port, once its schema and an activation object are there.'
  if (best.method === 'kms-auto-discovery') {
    return best.has >= best.needs
      ? `KMS: ${machinesOf(best.has)} reach the count of ${best.needs}; it takes hosts, records and TCP 1688.`
      : `KMS: it needs a count of ${best.needs}, and these are ${best.has}; the rest has to come from other networks.`
  }
  const more = best.perYear > 0 ? `, and about ${best.perYear.toLocaleString('en-US')} more each year` : ''
  return `A MAK: ${sayCount(best.activations, 'activation')} at once${more}.`
}

/** A count of the plan against its need. */
export function sayNetworkCount({
  network,
  application,
  hosts,
  machines,
  expected,
  need,
  daysToFirst = 0,
}: PlanCount): string {
  const where = network === undefined ? 'The shared hosts' : `The hosts of ${network}`
  const what = application === 'windows' ? '' : ` for ${application}`
  const each = hosts === 1 ? 'the host' : `each of ${hosts} hosts`
  const reserve = expected - need
  if (reserve < 0)
    return `${where}${what}: ${each} would count ${expected} of the ${need} it needs, from ${machinesOf(machines)}.`
  return `${where}${what}: ${each} counts up to ${expected}, ${reserve} above the ${need} it needs; a new one activates the first when ${need} have asked, after about ${sayCount(daysToFirst, 'day')} where they renew each week and within hours where they are new.`
}

/** What the plan cannot decide, and asks for. */
export function sayQuestion(question: PlanQuestion): string {
  switch (question.kind) {
    case 'countShort':
      return `${sayNetworkCount(question.count)} Add machines, take one host less, or choose the directory or a MAK there.`
    case 'noHostPlanned':
      return `The plan needs ${question.hosts === 1 ? 'a KMS host' : `${question.hosts} KMS hosts`}: on which servers? Give "hosts".`
    case 'hostBudget':
      return `The plan takes the host key for ${sayTakers(question.hosts, question.objects)}, and ${sayCount(question.left, 'activation')} ${question.left === 1 ? 'is' : 'are'} left: ask Microsoft for more.`
    case 'nothingMayLeave':
      return `${machinesOf(question.machines)} of ${question.network} can be activated only if at least the digits of an installation ID may leave it.`
    case 'noZones':
      return `Which DNS zones do the machines of ${question.network} search? Give "zones".`
    case 'esuNeedsInternetOrDigits':
      return `${question.network} wants extended updates, which need the Internet or a call: nothing may leave it.`
  }
}

/** What stands against a host that the plan names. */
export function sayHostProblem(problem: HostProblem): string {
  const labels = (keys: readonly string[]) => sayList(keys.map((key) => keyGroupLabel(key)))
  switch (problem.kind) {
    case 'platformUnknown':
      return `Which system does ${problem.host} run? The keys it can hold depend on it.`
    case 'keysUnknown':
      return `Which keys does ${problem.host} hold? The plan needs ${labels(problem.needed)} there.`
    case 'notServed':
      return problem.needed.length === 0
        ? `${problem.host} does not serve ${sayList(problem.products)}. ${sayHostRefusal(problem.refusal)}`
        : `${problem.host} does not serve ${sayList(problem.products)} with the keys it holds: it needs ${labels(problem.needed)}.`
    case 'cannotServe':
      return `${problem.host} runs ${problem.platform}, which can hold no key for ${sayList(problem.products)}: use a newer system.`
    case 'notNeeded':
      return `No machine of this plan asks ${problem.host}: it can be retired when the last one has moved.`
  }
}

/** A key by name, what it serves, and where it is and is not. */
export function sayPlannedKey({ key, network, forest, serves, have, lack }: PlannedKey): string {
  if (forest !== undefined)
    return `${keyGroupLabel(key)} in an activation object of ${forest ?? 'the forest'}, for ${sayList(serves)}.`
  const where = network === undefined ? 'the shared hosts' : `the hosts of ${network}`
  const there =
    have.length > 0 ? ` ${sayList(have)} ${have.length === 1 ? 'serves' : 'serve'} them already.` : ''
  const missing = lack.length > 0 ? ` Missing on ${sayList(lack)}.` : ''
  return `${keyGroupLabel(key)} on ${where}, for ${sayList(serves)}.${there}${missing}`
}

/** 'one new KMS host and 2 activation objects' */
const sayTakers = (hosts: number, objects: number): string =>
  sayList([
    ...(hosts > 0 ? [sayCount(hosts, 'new KMS host')] : []),
    ...(objects > 0 ? [sayCount(objects, 'activation object')] : []),
  ])

/** What the plan takes of the activations that keys have. */
export function sayActivations({
  hostActivations,
  makActivations,
  makActivationsPerYear,
  office,
}: ActivationPlan): string[] {
  const { used, needed, objects, limit } = hostActivations
  const figure = (count: number) => count.toLocaleString('en-US')
  const more =
    needed + objects === 0
      ? 'no more needed'
      : `${needed + objects} more needed for ${sayTakers(needed, objects)}`
  const ofOffice = office.reduce((sum, line) => sum + line.makActivations, 0)
  const apart = ofOffice === 0 ? '' : ` (${figure(ofOffice)} of a MAK for Office)`
  return [
    `Host activations: ${used} used, ${more}, of ${limit}.`,
    makActivations + makActivationsPerYear === 0
      ? 'No activation of a MAK is needed.'
      : `MAK activations: ${figure(makActivations)} at the start${apart}, about ${figure(makActivationsPerYear)} each year.`,
  ]
}

/** What stands above every plan. */
const NEVER_LOOKED_AT = [
  'Whether the machines are licensed by contract: activation is not compliance.',
  'Updates that a named host needs before it takes a newer key: its page in KMS hosts names them.',
  'Sites, bandwidth and who runs the hosts: KMS needs little, but somebody has to own it.',
]

/** The machines that the inputs leave out or know little of, as they were when these were made. */
export function sayLeftOut({ leftOut = 0, unheard = 0 }: PlanInput): string[] {
  return [
    ...(leftOut > 0
      ? [
          `${sayCount(leftOut, 'machine')} with an unknown system ${leftOut === 1 ? 'is' : 'are'} in no network of it.`,
        ]
      : []),
    ...(unheard > 0
      ? [
          `${sayCount(unheard, 'machine')} of it ${unheard === 1 ? 'is' : 'are'} known from a directory alone: how ${unheard === 1 ? 'it is' : 'they are'} activated was never reported.`,
        ]
      : []),
  ]
}

/** What a plan did not look at. */
export const notLookedAt = (input: PlanInput): string[] => [...sayLeftOut(input), ...NEVER_LOOKED_AT]

/** The plan as one JSON object, for programs. */
export function planJson(plan: ActivationPlan, input: PlanInput) {
  return {
    notLookedAt: notLookedAt(input),
    questions: questionsInWords(plan),
    lines: plan.lines.map((line) => ({ ...lineJson(line), steps: line.steps.map(sayStep) })),
    office: plan.office.map((line) => ({ ...line, steps: line.steps.map(sayStep) })),
    counts: plan.counts.map((count) => ({ ...count, sentence: sayNetworkCount(count) })),
    records: recordsOf(plan, input),
    firewall: firewallOf(plan, input),
    steps: stepsInOrder(plan, input).map((step) => ({ ...step, sentence: sayPlanStep(step) })),
    hosts: plan.hosts,
    keys: plan.keys.map((key) => ({ ...key, sentence: sayPlannedKey(key) })),
    hostActivations: plan.hostActivations,
    makActivations: plan.makActivations,
    makActivationsPerYear: plan.makActivationsPerYear,
    worksheet: plan.worksheet,
    machines: plan.machines,
  }
}

function lineJson({ network, generation, clients, servers, method, reasons, secondBest }: PlanLine) {
  return {
    network,
    ...(generation !== undefined && { generation }),
    clients,
    servers,
    machines: clients + servers,
    method,
    reasons: reasons.map(sayReason),
    ...(secondBest && { secondBest: { ...secondBest, sentence: saySecondBest(secondBest) } }),
  }
}

/** Everything that somebody has to answer or see to before the plan holds. */
export const questionsInWords = ({ questions, hostProblems }: ActivationPlan): string[] => [
  ...questions.map(sayQuestion),
  ...hostProblems.map(sayHostProblem),
]

export interface SrvRecord {
  zone: string
  host: string
}

/** The SRV records to have: one for each host in each zone whose machines discover it. */
export function srvRecordsOf(plan: ActivationPlan, input: PlanInput): SrvRecord[] {
  const isBy = (network: string, method: PlanMethod) =>
    [...plan.lines, ...plan.office].some((line) => line.network === network && line.method === method)
  const shared = hostsKept(plan, input, undefined)
  const records = input.networks.flatMap(({ name, zones = [] }) => {
    const hosts = [
      ...(isBy(name, 'kms-auto-discovery') ? shared : []),
      ...(isBy(name, 'own-kms-offline') ? hostsKept(plan, input, name) : []),
    ]
    return zones.flatMap((zone) => hosts.map((host) => ({ zone, host: host.name })))
  })
  return [...new Map(records.map((record) => [`${record.zone} ${record.host}`, record])).values()]
}

/** The same as lines of a zone. */
export const recordsOf = (plan: ActivationPlan, input: PlanInput): string[] =>
  srvRecordsOf(plan, input).map(({ zone, host }) => `_vlmcs._tcp.${zone} SRV 0 0 1688 ${host}`)

export interface FirewallLine {
  from: string
  to: string
  port: number
}

/** Who must reach whom: TCP 1688 inside, never from outside, and the activation servers where something activates online. */
export function firewallOf(plan: ActivationPlan, input: PlanInput): FirewallLine[] {
  const networksBy = (...methods: PlanMethod[]) => [
    ...new Set(
      [...plan.lines, ...plan.office]
        .filter(({ method }) => methods.includes(method))
        .map(({ network }) => network),
    ),
  ]
  const names = (network: string | undefined) => hostsKept(plan, input, network).map(({ name }) => name)
  const shared = networksBy('kms-auto-discovery', 'kms-registered-name')
  const hosts = sayList(names(undefined)) || 'the KMS hosts'
  return [
    ...shared.map((from) => ({ from, to: hosts, port: 1688 })),
    ...networksBy('own-kms-offline').map((from) => ({
      from,
      to: sayList(names(from)) || `the KMS hosts of ${from}`,
      port: 1688,
    })),
    ...(shared.length > 0 ? [{ from: hosts, to: MICROSOFT, port: 443 }] : []),
    ...networksBy('mak-online').map((from) => ({ from, to: MICROSOFT, port: 443 })),
  ]
}

const MICROSOFT = 'Microsoft’s activation servers'

/** The plan as a document to print and hand over. */
export function planMarkdown(plan: ActivationPlan, input: PlanInput): string {
  const names = [...new Set(plan.lines.map(({ network }) => network))]
  return [
    '# Activation plan',
    '',
    `For ${machinesOf(plan.machines)} in ${names.length === 1 ? 'one network' : `${names.length} networks`}.`,
    ...section('What this plan did not look at', notLookedAt(input)),
    ...section('To settle first', questionsInWords(plan)),
    '',
    '## Worksheet',
    '',
    '| Method | Machines |',
    '| --- | ---: |',
    ...plan.worksheet.map(({ method, machines }) => `| ${METHOD_WORDS[method]} | ${machines} |`),
    `| **Total** | **${plan.machines}** |`,
    ...section('Counts', plan.counts.map(sayNetworkCount)),
    ...section('Keys', [...plan.keys.map(sayPlannedKey), ...sayActivations(plan)]),
    ...section('Records', recordsOf(plan, input)),
    ...section('Firewall', [
      ...firewallOf(plan, input).map(({ from, to, port }) => `${cell(from)} to ${cell(to)}: TCP ${port}`),
      'Nothing from outside the company to TCP 1688.',
    ]),
    ...numbered('Steps in order', stepsInOrder(plan, input).map(sayPlanStep)),
    ...names.flatMap((name) => networkMarkdown(name, plan)),
    '',
  ].join('\n')
}

function networkMarkdown(name: string, plan: ActivationPlan): string[] {
  const own = plan.lines.filter(({ network }) => network === name)
  const office = plan.office.filter(({ network }) => network === name)
  return [
    '',
    `## ${cell(name)}`,
    ...own.flatMap((line) => [
      '',
      `### ${line.generation === undefined ? 'Not by volume' : GENERATION_WORDS[line.generation]}: ${cell(sayMethod(line))}`,
      '',
      `${machinesOf(line.clients + line.servers)}: ${sayMachines(line)}.`,
      '',
      ...line.reasons.map((reason) => `- ${sayReason(reason)}`),
      ...(line.secondBest ? [`- Second best: ${saySecondBest(line.secondBest)}`] : []),
      '',
      ...line.steps.map((step, place) => `${place + 1}. ${sayStep(step)}`),
    ]),
    ...office.map(
      ({ version, machines, method }) => `- ${version} on ${machinesOf(machines)}: ${METHOD_WORDS[method]}`,
    ),
  ]
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines.map((line) => `- ${line}`)]
}

function numbered(title: string, lines: readonly string[]): string[] {
  return lines.length === 0
    ? []
    : ['', `## ${title}`, '', ...lines.map((line, place) => `${place + 1}. ${line}`)]
}

/** A name in a document: no markup of its own. */
const cell = (text: string) => text.replace(/[\\`*_{}[\]<>|#]/g, '\\$&').replace(/\s+/g, ' ')
