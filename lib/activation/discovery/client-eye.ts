import { CLIENT_THRESHOLD, SERVER_THRESHOLD } from '../kms/thresholds'
import { isServerGeneration } from '../product/release-order'
import { cleanName, type DiscoverySettings, discoveryPlan, type HostAddress, srvName } from './discovery'
import type { DnsFailureReason, Knock } from './dns-answer'
import { srvChances } from './srv-choice'

/** What one machine asks, step by step, and what it would find. Words for it: client-eye-sentence.ts. */

export interface EyeMachine extends DiscoverySettings {
  /** 'Windows 7'; absent counts as later. */
  generation?: string | undefined
  /** Suffixes that are tried after the machine's own. */
  searchList?: readonly string[] | undefined
  /** The machine is in no domain; its suffix comes from DHCP, if it has one. */
  isWorkgroup?: boolean | undefined
  /** It has an activation that lasts: it renews rather than activates. */
  isActivated?: boolean | undefined
  /** It was activated by the directory and asks a KMS host only when that fails. */
  isByDirectory?: boolean | undefined
}

/** What a zone answered to the question for its SRV records. */
export type EyeAnswer =
  | { kind: 'srv'; records: EyeRecord[]; server: string; ms: number; serversDiffer: boolean }
  | { kind: 'nothing'; why: 'noSuchName' | 'noRecords'; server: string; ms: number }
  | { kind: 'failed'; reason: DnsFailureReason }
  /** Not asked, and why: nobody asked yet, or the zone is not listed, retired, or a sample. */
  | { kind: 'notAsked'; why: 'plan' | 'unlisted' | 'retired' | 'sample' }

export interface EyeRecord extends HostAddress {
  priority: number
  weight: number
}

/** What is known of a host and of the way to it. */
export interface EyeHost extends HostAddress {
  /** Registered, or seen by the console in logs. */
  isKnown: boolean
  isRetired: boolean
  addresses: readonly string[]
  /** noAddress: DNS has none. notKnown: nobody said. notAsked: not looked for. */
  door: Knock | { kind: 'notKnown' } | { kind: 'notAsked' }
  /** Its count as it last told; absent when it never did. */
  count?: number | undefined
}

export interface EyeFacts {
  /** by zone, lower case */
  answers: ReadonlyMap<string, EyeAnswer>
  /** by hostKey */
  hosts: ReadonlyMap<string, EyeHost>
}

export interface EyeChoice extends EyeRecord {
  /** 0 to 1: how likely the machine asks this host first. */
  chance: number
  host: string
  at: EyeHost
}

export type EyeStep =
  | { by: 'registered'; address: HostAddress; at: EyeHost; ignoresLookupDomain: boolean }
  | { by: 'cached'; address: HostAddress; at: EyeHost }
  | {
      by: 'dns'
      zone: string
      query: string
      answer: EyeAnswer
      choices: EyeChoice[]
      /** false: a step before it already leads to a host that answers, so the machine never gets here. */
      isReached: boolean
    }

export type EyeVerdict =
  /** Nothing is registered, cached, and there is no zone to search. */
  | { kind: 'noWay' }
  /** Nobody was asked: only the plan is known. */
  | { kind: 'plan' }
  | { kind: 'notAsked'; zone: string; why: 'unlisted' | 'retired' | 'sample' }
  | {
      kind: 'finds'
      by: EyeStep['by']
      hosts: string[]
      deadShare: number
      /** Hosts it may ask first and that refuse it for their count; absent when there is none. */
      refusing?: { host: string; seen: number; chance: number }[]
      /** Hosts of which nobody can say whether they answer; absent when there is none. */
      undecided?: string[]
    }
  /** A host answers, but every one that does has told a count below the threshold. */
  | { kind: 'below'; by: EyeStep['by']; host: string; seen: number; needed: number }
  | { kind: 'nobodyAnswers'; by: EyeStep['by']; hosts: string[] }
  /** The zones have no record. */
  | { kind: 'noRecord'; zones: string[] }
  | { kind: 'dnsFailed'; zone: string; reason: DnsFailureReason }

export interface ClientEye {
  steps: EyeStep[]
  verdict: EyeVerdict
  /** Count this machine needs. */
  needed: number
}

/** 'kms01.example.net 1688' */
export const hostKey = ({ host, port }: HostAddress): string => `${cleanName(host)} ${port}`

/** The zones a machine searches, in order: the one set for it and no other, else its own suffix and the list. */
export function searchedZones(machine: EyeMachine): string[] {
  if (machine.registered !== undefined) return []
  const zones = machine.lookupDomain
    ? [machine.lookupDomain]
    : [machine.dnsSuffix ?? '', ...(machine.searchList ?? [])]
  return [...new Set(zones.map(cleanName).filter((zone) => zone !== ''))]
}

/** The hosts that a machine asks without DNS: the registered one, or the cached one. */
export function namedHosts(machine: EyeMachine): HostAddress[] {
  const { steps } = discoveryPlan(machine)
  return steps.flatMap((step) => (step.by === 'dns' ? [] : [step.address]))
}

/**
 * Follows a machine through its search with what is known of zones and hosts now. Office machines need 5, as servers
 * do; the threshold here is that of Windows. Source: KMS planning guide (Microsoft, 11/2024).
 */
export function clientEye(machine: EyeMachine, facts: EyeFacts): ClientEye {
  const { steps: planned, ignoresLookupDomain } = discoveryPlan(machine)
  const steps: EyeStep[] = planned.flatMap((step): EyeStep[] => {
    if (step.by === 'dns') return []
    const { by, address } = step
    const at = hostAt(address, facts)
    return [by === 'registered' ? { by, address, at, ignoresLookupDomain } : { by, address, at }]
  })
  let isReached = !steps.some((step) => step.by === 'cached' && isOpen(step.at))
  for (const zone of searchedZones(machine)) {
    const step = zoneStep(zone, machine, facts, isReached)
    steps.push(step)
    if (step.choices.length > 0) isReached = false
  }
  const needed = neededBy(machine.generation)
  return { steps, verdict: verdictOf(steps, needed), needed }
}

function zoneStep(zone: string, machine: EyeMachine, facts: EyeFacts, isReached: boolean) {
  const answer = facts.answers.get(zone) ?? { kind: 'notAsked' as const, why: 'plan' as const }
  const records = answer.kind === 'srv' ? answer.records : []
  const choices = srvChances(records, machine.generation)
    .map(({ record, chance }) => ({ ...record, chance, at: hostAt(record, facts) }))
    .toSorted((one, other) => other.chance - one.chance || one.priority - other.priority)
  return { by: 'dns' as const, zone, query: srvName(zone), answer, choices, isReached }
}

function hostAt(address: HostAddress, facts: EyeFacts): EyeHost {
  const unknown = { isKnown: false, isRetired: false, addresses: [], door: { kind: 'notAsked' as const } }
  return facts.hosts.get(hostKey(address)) ?? { ...address, ...unknown }
}

const neededBy = (generation: string | undefined) =>
  generation !== undefined && isServerGeneration(generation) ? SERVER_THRESHOLD : CLIENT_THRESHOLD

/** The port takes connections. */
export const isOpen = ({ door }: EyeHost): boolean => door.kind === 'open'

/** Nobody looked, or nobody could say: neither good nor bad. */
export const isUndecided = ({ door }: EyeHost): boolean =>
  door.kind === 'notAsked' || door.kind === 'notKnown'

function verdictOf(steps: readonly EyeStep[], needed: number): EyeVerdict {
  const [first] = steps
  if (first === undefined) return { kind: 'noWay' }
  if (first.by !== 'dns' && isOpen(first.at)) return foundAt(first.by, [{ at: first.at, chance: 1 }], needed)
  if (first.by === 'registered') return missedAt(first.by, [first.at])
  const searched = steps.filter((step) => step.by === 'dns')
  const answered = searched.find(({ choices }) => choices.length > 0)
  if (answered) {
    const isAnyOpen = answered.choices.some(({ at }) => isOpen(at))
    if (isAnyOpen) return foundAt('dns', answered.choices, needed)
    return missedAt(
      'dns',
      answered.choices.map(({ at }) => at),
    )
  }
  return first.by === 'cached' && searched.length === 0
    ? missedAt('cached', [first.at])
    : emptyHanded(searched)
}

function foundAt(
  by: EyeStep['by'],
  choices: readonly { at: EyeHost; chance: number }[],
  needed: number,
): EyeVerdict {
  const open = choices.filter(({ at }) => isOpen(at))
  const enough = open.filter(({ at }) => at.count === undefined || at.count >= needed)
  const [best] = open
  if (enough.length === 0 && best) {
    return { kind: 'below', by, host: best.at.host, seen: best.at.count ?? 0, needed }
  }
  const deadShare = choices
    .filter(({ at }) => !isOpen(at) && !isUndecided(at))
    .reduce((sum, { chance }) => sum + chance, 0)
  const refusing = open.flatMap(({ at: { host, count }, chance }) =>
    chance > 0 && count !== undefined && count < needed ? [{ host, seen: count, chance }] : [],
  )
  const undecided = choices.filter(({ at }) => isUndecided(at)).map(({ at }) => at.host)
  return {
    kind: 'finds',
    by,
    hosts: enough.map(({ at }) => at.host),
    deadShare,
    ...(refusing.length > 0 && { refusing }),
    ...(undecided.length > 0 && { undecided }),
  }
}

function missedAt(by: EyeStep['by'], hosts: readonly EyeHost[]): EyeVerdict {
  if (hosts.every(({ door }) => door.kind === 'notAsked')) return { kind: 'plan' }
  return { kind: 'nobodyAnswers', by, hosts: hosts.map(({ host }) => host) }
}

function emptyHanded(searched: readonly (EyeStep & { by: 'dns' })[]): EyeVerdict {
  for (const { answer, zone } of searched) {
    if (answer.kind === 'failed') return { kind: 'dnsFailed', zone, reason: answer.reason }
    if (answer.kind === 'notAsked') {
      return answer.why === 'plan' ? { kind: 'plan' } : { kind: 'notAsked', zone, why: answer.why }
    }
  }
  return searched.length === 0
    ? { kind: 'noWay' }
    : { kind: 'noRecord', zones: searched.map(({ zone }) => zone) }
}
