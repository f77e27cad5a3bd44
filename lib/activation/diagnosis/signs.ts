import type { CollectionOutcome } from '../collection/outcome-table'
import { keyCovers, keyGroup } from '../kms/key-groups'
import { CLIENT_THRESHOLD, thresholdOf } from '../kms/thresholds'
import { CLOCK_SKEW_LIMIT_MINUTES, DAY_MS } from '../kms/timers'
import { productByActivationId } from '../product/products-by-id'
import { SUCCESS_CODE } from '../reason/reason-code'
import type { Attempt, HostFacts, MachineFacts, Neighbourhood } from './machine-facts'
import { type Trouble, troubleOf } from './trouble-table'

/** One thing that is known and speaks for or against a cause. The sentences for it are in sign-sentence.ts. */
export type Sign =
  | { kind: Told | `${Told}Before`; code: string; at: string; host?: string }
  | { kind: 'dnsNoRecord' | 'dnsNoAnswer'; zone: string; at: string }
  | { kind: 'dnsNames' | 'dnsNamesRetired'; zone: string; hosts: string[]; at: string }
  | { kind: 'isRegistered' | 'isRegisteredRetired'; hosts: string[] }
  | { kind: 'allShut' | 'someShut' | 'answers'; hosts: string[]; at: string }
  | { kind: 'othersServed' | 'othersStopped'; host: string; at: string }
  | { kind: 'countBelow' | 'countEnough'; host: string; count: number; needed: number; at: string }
  | { kind: 'keyTooOld'; host: string; key: string; product: string; needed?: string }
  | { kind: 'keyServes'; host: string; key: string }
  | { kind: 'clockOff' | 'clockRight'; minutes: number; at: string }
  | { kind: 'cmidShared'; others: string[] }
  | { kind: 'cmidOwn' }
  | { kind: 'zoneIll' | 'siteIll' | 'onlySiteIll' | 'aloneInZone' | 'aloneAtSite'; of: Neighbourhood }
  | { kind: 'zoneWorked'; zone: string; machines: number; at?: string }
  | { kind: 'zoneUnlisted' | 'zoneNeverWorked'; zone: string }
  | { kind: 'zoneLikely'; zone: string; likely: string }
  | ({ kind: 'serviceStopped' | 'collectNoName' | 'collectNoAnswer' | 'collectIsOn' } & Attempted)
  | { kind: 'neverAsked' }
  | { kind: 'rearmsNone' }
  | { kind: 'startedAgain'; at: string; times: number }

type Attempted = NonNullable<MachineFacts['collected']>

/** What it was told last; with 'Before', what it was told earlier in the same stretch of failures. */
export type Told = `told${Capitalize<Trouble>}`
export type SignKind = Sign['kind']

/** Everything the facts say, as signs. */
export function signsOf(facts: MachineFacts): Sign[] {
  const failing = failuresOf(facts)
  const began = troubleBegan(facts)
  const hosts = hostsInQuestion(facts)
  return [
    ...toldSigns(failing, facts.license.observedAt),
    ...dnsSigns(facts),
    ...doorSigns(hosts, began),
    ...countSigns(facts, hosts),
    ...keySigns(facts, hosts, failing),
    ...machineSigns(facts),
    ...collectionSigns(facts),
    ...zoneSigns(facts),
    ...neighbourSigns(facts),
  ]
}

/** Since when it is known to fail. One failure alone may have been told just now of a machine that is ill for long. */
export function troubleBegan(facts: MachineFacts): string {
  const failing = failuresOf(facts)
  const { since, observedAt } = facts.license
  const oldest = failing.at(-1)?.at
  if (oldest !== undefined && failing.length > 1) return oldest
  return [oldest, since, observedAt].flatMap((at) => at ?? []).toSorted()[0] ?? observedAt
}

/** The failed attempts since the last success, newest first; the reason of the license where there is none. */
export function failuresOf({ attempts = [], license }: MachineFacts): Attempt[] {
  const newest = attempts.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
  const success = newest.findIndex(({ code }) => code === SUCCESS_CODE)
  const failed = success < 0 ? newest : newest.slice(0, success)
  if (failed.some(({ code }) => troubleOf(code) !== undefined)) return failed
  return troubleOf(license.reason) === undefined || license.reason === undefined
    ? failed
    : [{ at: license.observedAt, code: license.reason }, ...failed]
}

function toldSigns(failing: readonly Attempt[], observedAt: string): Sign[] {
  const told = failing.flatMap((attempt) => {
    const trouble = troubleOf(attempt.code)
    return trouble === undefined ? [] : [{ trouble, ...attempt }]
  })
  // An attempt that tries several hosts fails at each: what it was told in one go counts as one.
  const [newest] = told
  const kinds = new Set<Trouble>()
  return told.flatMap(({ trouble, code, at, host }): Sign[] => {
    if (kinds.has(trouble)) return []
    kinds.add(trouble)
    const isLast =
      newest !== undefined &&
      Date.parse(newest.at) - Date.parse(at) < SAME_ATTEMPT_MS &&
      Date.parse(observedAt) - Date.parse(at) < FRESH_MS
    const kind = `told${trouble[0]?.toUpperCase()}${trouble.slice(1)}${isLast ? '' : 'Before'}`
    return [{ kind, code, at, ...(host !== undefined && { host }) } as Sign]
  })
}

const SAME_ATTEMPT_MS = 60_000
/** A machine that is not well asks every two hours: what is older than this is not the last it was told. */
const FRESH_MS = 3 * DAY_MS

function dnsSigns({ dns, machine: { zone }, registered, hosts = [] }: MachineFacts): Sign[] {
  if (registered !== undefined) {
    const isRetired = hosts.some(({ host, isRetired }) => host === registered.host && isRetired)
    return [{ kind: isRetired ? 'isRegisteredRetired' : 'isRegistered', hosts: [registered.host] }]
  }
  if (dns === undefined || zone === undefined) return []
  if (dns.found === 'noRecord') return [{ kind: 'dnsNoRecord', zone, at: dns.at }]
  if (dns.found === 'noAnswer') return [{ kind: 'dnsNoAnswer', zone, at: dns.at }]
  const named = (dns.hosts ?? []).map(({ host }) => host)
  const areRetired = named.every((name) => hosts.some(({ host, isRetired }) => host === name && isRetired))
  return [{ kind: areRetired ? 'dnsNamesRetired' : 'dnsNames', zone, hosts: named, at: dns.at }]
}

/** Those that it asks: the registered one alone, else what its zone names, else what it asked. */
export function hostsInQuestion(facts: MachineFacts): HostFacts[] {
  const { registered, dns, hosts = [] } = facts
  const known = (name: string) => hosts.find(({ host }) => host === name)
  if (registered !== undefined) return [known(registered.host) ?? registered]
  if (dns?.found === 'hosts') return (dns.hosts ?? []).map((one) => known(one.host) ?? one)
  return dns === undefined ? hosts : []
}

function doorSigns(hosts: readonly HostFacts[], began: string): Sign[] {
  const checked = hosts.flatMap(({ host, door }) => (door === undefined ? [] : [{ host, ...door }]))
  const names = (wanted: boolean) => checked.filter(({ isOpen }) => isOpen === wanted).map(({ host }) => host)
  const [open, shut] = [names(true), names(false)]
  const at = checked[0]?.at ?? ''
  const signs: Sign[] = []
  if (open.length > 0) signs.push({ kind: 'answers', hosts: open, at })
  if (shut.length > 0) signs.push({ kind: open.length > 0 ? 'someShut' : 'allShut', hosts: shut, at })
  const served = hosts
    .flatMap(({ host, servedOthersAt }) =>
      servedOthersAt === undefined ? [] : [{ host, at: servedOthersAt }],
    )
    .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))[0]
  if (served === undefined) return signs
  const since = Date.parse(served.at) > Date.parse(began)
  return [...signs, { kind: since ? 'othersServed' : 'othersStopped', ...served }]
}

function countSigns({ machine }: MachineFacts, hosts: readonly HostFacts[]): Sign[] {
  const family = productByActivationId(machine.activationId)?.family
  const needed = family === undefined ? CLIENT_THRESHOLD : thresholdOf(family)
  const counted = hosts
    .flatMap(({ host, count }) => (count === undefined ? [] : [{ host, count: count.value, at: count.at }]))
    .toSorted((one, other) => other.count - one.count)
  const [best] = counted
  if (best === undefined) return []
  return [{ kind: best.count < needed ? 'countBelow' : 'countEnough', ...best, needed }]
}

function keySigns(
  { machine }: MachineFacts,
  hosts: readonly HostFacts[],
  failing: readonly Attempt[],
): Sign[] {
  const product = productByActivationId(machine.activationId)
  if (product === undefined) return []
  const asked = failing.find(({ host }) => host !== undefined)?.host
  const keyed = hosts
    .toSorted((one, other) => Number(other.host === asked) - Number(one.host === asked))
    .flatMap(({ host, keys = [] }) =>
      keys.length === 0 ? [] : [{ host, keys: keys.map((id) => keyGroup(id)) }],
    )
  const [first] = keyed
  if (first === undefined) return []
  const serving = keyed.find(({ keys }) => keys.some((key) => keyCovers(key, product).ok))
  if (serving !== undefined) {
    const key = serving.keys.find((one) => keyCovers(one, product).ok)?.label ?? ''
    return [{ kind: 'keyServes', host: serving.host, key }]
  }
  const [key] = first.keys
  if (key === undefined) return []
  const coverage = keyCovers(key, product)
  const needed = !coverage.ok && 'needed' in coverage.refusal ? coverage.refusal.needed : undefined
  return [
    {
      kind: 'keyTooOld',
      host: first.host,
      key: first.keys.map(({ label }) => label).join(', '),
      product: machine.product ?? product.generation,
      ...(needed && { needed: keyGroup(needed).label }),
    },
  ]
}

function machineSigns({ clock, cmid, attempts, license, startedAgain }: MachineFacts): Sign[] {
  const signs: Sign[] = []
  if (clock) {
    const isOff = Math.abs(clock.minutes) > CLOCK_SKEW_LIMIT_MINUTES
    signs.push({ kind: isOff ? 'clockOff' : 'clockRight', ...clock })
  }
  if (cmid)
    signs.push(cmid.others.length > 0 ? { kind: 'cmidShared', others: cmid.others } : { kind: 'cmidOwn' })
  if (attempts?.length === 0) signs.push({ kind: 'neverAsked' })
  if (license.rearmsLeft === 0) signs.push({ kind: 'rearmsNone' })
  if (startedAgain) signs.push({ kind: 'startedAgain', ...startedAgain })
  return signs
}

/** What an attempt to read it tells of the machine itself; nothing where it is older than that. */
function collectionSigns({ collected, now }: MachineFacts): Sign[] {
  if (collected === undefined || Date.parse(now) - Date.parse(collected.at) > TELLING_MS) return []
  const kind = COLLECTION_SIGNS[collected.outcome]
  return kind === undefined ? [] : [{ kind, ...collected }]
}

const TELLING_MS = 30 * DAY_MS

/** An attempt that worked says nothing more than what was read. */
const COLLECTION_SIGNS = {
  read: undefined,
  nameUnknown: 'collectNoName',
  unreachable: 'collectNoAnswer',
  refused: 'collectIsOn',
  denied: 'collectIsOn',
  deniedLocalAccount: 'collectIsOn',
  trustMissing: 'collectIsOn',
  timedOut: 'collectIsOn',
  classMissing: 'collectIsOn',
  wmiBroken: 'collectIsOn',
  serviceStopped: 'serviceStopped',
  notWindows: undefined,
} as const satisfies Record<CollectionOutcome, SignKind | undefined>

function zoneSigns({ zone: facts, machine: { zone }, registered }: MachineFacts): Sign[] {
  if (facts === undefined || zone === undefined || registered !== undefined) return []
  const signs: Sign[] = []
  const { isListed, machines, activated = 0, recordSeenAt, likely } = facts
  if (activated > 0 || recordSeenAt !== undefined) {
    signs.push({ kind: 'zoneWorked', zone, machines: activated, ...(recordSeenAt && { at: recordSeenAt }) })
  } else if (machines !== undefined && isListed !== true) signs.push({ kind: 'zoneNeverWorked', zone })
  if (isListed === false) signs.push({ kind: 'zoneUnlisted', zone })
  if (likely !== undefined) signs.push({ kind: 'zoneLikely', zone, likely })
  return signs
}

/** Fewer others than this say little. */
const FEW = 2

function neighbourSigns({ neighbours: { zone, site } = {} }: MachineFacts): Sign[] {
  const signs: Sign[] = []
  if (zone && isIll(zone)) signs.push({ kind: 'zoneIll', of: zone })
  else if (zone && isRare(zone)) signs.push({ kind: 'aloneInZone', of: zone })
  if (site && isIll(site)) {
    const restIsWell = zone !== undefined && zone.well - site.well >= FEW && site.well <= site.ill / 4
    signs.push({ kind: restIsWell ? 'onlySiteIll' : 'siteIll', of: site })
  } else if (site && isRare(site)) signs.push({ kind: 'aloneAtSite', of: site })
  return signs
}

/** Next to nobody: the others of the zone or the site are activated. */
const isRare = ({ ill, well }: Neighbourhood) => well >= FEW && ill <= well * RARE
const RARE = 0.05

/** Most of those of whom something is known. */
const isIll = ({ ill, well }: Neighbourhood) => ill >= FEW && ill > well
