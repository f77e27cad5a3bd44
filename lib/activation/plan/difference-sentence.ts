import { sayCount, sayList } from '../words/say-amounts'
import { sayDay, sayDayNear } from '../words/say-date'
import type { SeenMethod } from './known-fleet'
import type { ActivationPlan } from './plan'
import { type Difference, SETTLING_DAYS } from './plan-difference'
import type { PlanInput } from './plan-inventory'
import { METHOD_WORDS } from './plan-sentence'

/** What a plan differs in, from today and from another version, in words. */

export const SEEN_WORDS: Readonly<Record<SeenMethod, string>> = {
  kms: 'ask KMS',
  adba: 'use the directory',
  mak: 'use a MAK',
  avma: 'use AVMA',
  subscription: 'use a subscription',
  'as-bought': 'keep the key they were bought with',
  evaluation: 'run as an evaluation',
  unheard: 'never reported',
  unknown: 'are activated in an unknown way',
}

/** '14 machines of studio.example still ask KMS; planned: directory.' */
export function sayDifference(difference: Difference): string {
  switch (difference.what) {
    case 'hosts':
      return `Planned: ${sayCount(difference.planned, 'KMS host')}; ${difference.there === 0 ? 'none is' : `${difference.there} ${difference.there === 1 ? 'is' : 'are'}`} named.`
    case 'host':
      return difference.kind === 'add'
        ? `Planned: the KMS host ${difference.host}; nothing has been heard of it.`
        : `${difference.host} is no KMS host of the plan${difference.clients > 0 ? `, and ${sayCount(difference.clients, 'machine')} still ${difference.clients === 1 ? 'uses' : 'use'} it` : ''}.`
    case 'key':
      return `${difference.host} needs the host key ${difference.key}.`
    case 'record':
      return difference.kind === 'add'
        ? `The SRV record of ${difference.host} is missing in ${difference.zone}.`
        : `The SRV record of ${difference.host} in ${difference.zone} is in no plan.`
    case 'activationObject':
      return `Planned: directory for ${sayCount(difference.machines, 'machine')} of ${difference.network}; no activation object has been seen.`
    case 'method': {
      const { machines, network, seen, planned } = difference
      return `${sayCount(machines, 'machine')} of ${network} still ${machines === 1 ? singular(SEEN_WORDS[seen]) : SEEN_WORDS[seen]}; planned: ${METHOD_WORDS[planned]}.${sayWaiting(difference)}`
    }
  }
}

/** How a method was told of while it still was so. */
const SEEN_BEFORE_WORDS: Readonly<Record<SeenMethod, string>> = {
  kms: 'asked KMS',
  adba: 'used the directory',
  mak: 'used a MAK',
  avma: 'used AVMA',
  subscription: 'used a subscription',
  'as-bought': 'kept the key they were bought with',
  evaluation: 'ran as an evaluation',
  unheard: 'had never reported',
  unknown: 'were activated in an unknown way',
}

/** A difference that was there at first and is gone: 'At first 14 machines of studio.example asked KMS; none does now. Planned: directory.' */
export function saySettled(difference: Difference): string {
  switch (difference.what) {
    case 'hosts':
      return `Planned: ${sayCount(difference.planned, 'KMS host')}; at first ${difference.there === 0 ? 'none was' : `${difference.there} ${difference.there === 1 ? 'was' : 'were'}`} named, now as many as planned.`
    case 'host':
      return difference.kind === 'add'
        ? `The planned KMS host ${difference.host} has reported.`
        : `${difference.host}, no KMS host of the plan, is not in use any more.`
    case 'key':
      return `${difference.host} holds the host key ${difference.key}.`
    case 'record':
      return difference.kind === 'add'
        ? `The SRV record of ${difference.host} is in ${difference.zone}.`
        : `The SRV record of ${difference.host} in ${difference.zone}, which was in no plan, is gone.`
    case 'activationObject':
      return `The directory of ${difference.network} has its activation object, for ${sayCount(difference.machines, 'machine')}.`
    case 'method': {
      const { machines, network, seen, planned } = difference
      const before = SEEN_BEFORE_WORDS[seen]
      const did = machines === 1 ? before.replace(/^were/, 'was').replace('they were', 'it was') : before
      return `At first ${sayCount(machines, 'machine')} of ${network} ${did}; none does now. Planned: ${METHOD_WORDS[planned]}.`
    }
  }
}

/** Machines without news since the plan has had its time count for nothing yet. */
function sayWaiting({ machines, waiting }: { machines: number; waiting: number }): string {
  if (waiting === 0) return ''
  if (waiting < machines)
    return ` ${sayCount(waiting, 'machine')} of them ${waiting === 1 ? 'has' : 'have'} not reported since.`
  return machines === 1 ? ' It does not count yet.' : ' None of them counts yet.'
}

const singular = (words: string) =>
  words
    .replace(/^(ask|use|keep|run)\b/, '$1s')
    .replace(/^are\b/, 'is')
    .replace('they were', 'it was')

/** How far today was from the plan in force. */
export interface Watched {
  machines: number
  differing: number
  differences: readonly Difference[]
}

const DAY_MS = 86_400_000

/** How far the fleet is from the plan in force, in a sentence; watch: undefined before it was looked at. */
export function sayWatch(
  { number, inForceAt, dueOn }: { number: number; inForceAt: string | null; dueOn: string | null },
  watch: Watched | undefined,
  now: number,
): string {
  const since = `Version ${number} is in force since ${sayDayNear(inForceAt ?? '', now)}${dueOn ? `, due ${sayDay(dueOn)}` : ''}`
  if (watch === undefined) return `${since}.`
  const settles = Date.parse(inForceAt ?? '') + SETTLING_DAYS * DAY_MS
  const waiting = watch.differences.reduce((sum, one) => sum + (one.what === 'method' ? one.waiting : 0), 0)
  const rest =
    waiting === 0
      ? ''
      : ` ${sayCount(waiting, 'machine')} ${waiting === 1 ? 'has' : 'have'} not reported since it has had its time.`
  if (settles > now) {
    return `${since}: ${sayCount(waiting, 'machine')} of ${watch.machines.toLocaleString('en-US')} ${waiting === 1 ? 'is' : 'are'} still activated otherwise; they count from ${sayDayNear(new Date(settles).toISOString(), now)}.`
  }
  if (watch.differing === 0)
    return `${since}: no machine ${waiting === 0 ? 'is' : 'that reported since is'} activated otherwise.${rest}`
  return `${since}: ${watch.differing.toLocaleString('en-US')} of ${sayCount(watch.machines, 'machine')} ${watch.differing === 1 ? 'is' : 'are'} activated otherwise.${rest}`
}

export interface VersionChange {
  kind: 'add' | 'change' | 'remove'
  text: string
}

/** What `later` has that `earlier` had not, and the other way round. */
export function compareVersions(
  earlier: { input: PlanInput; plan: ActivationPlan },
  later: { input: PlanInput; plan: ActivationPlan },
): VersionChange[] {
  const names = (one: { input: PlanInput }) => one.input.networks.map(({ name }) => name)
  const hosts = (one: { input: PlanInput }) => (one.input.hosts ?? []).map(({ name }) => name)
  const came = (before: readonly string[], after: readonly string[]) =>
    after.filter((name) => !before.includes(name))
  const both = names(later).filter((name) => names(earlier).includes(name))
  const titles = (one: { input: PlanInput }) => (one.input.scenarios ?? []).map(({ title }) => title)
  return [
    ...came(names(earlier), names(later)).map((name) => ({
      kind: 'add' as const,
      text: `Network ${name}: ${methodsOf(later.plan, name)}.`,
    })),
    ...came(hosts(earlier), hosts(later)).map((name) => ({
      kind: 'add' as const,
      text: `KMS host ${name}.`,
    })),
    ...came(titles(earlier), titles(later)).map((title) => ({
      kind: 'add' as const,
      text: `Step: ${title}.`,
    })),
    ...both.flatMap((name) => changesOf(name, earlier, later)),
    ...came(names(later), names(earlier)).map((name) => ({
      kind: 'remove' as const,
      text: `Network ${name}.`,
    })),
    ...came(hosts(later), hosts(earlier)).map((name) => ({
      kind: 'remove' as const,
      text: `KMS host ${name}.`,
    })),
    ...came(titles(later), titles(earlier)).map((title) => ({
      kind: 'remove' as const,
      text: `Step: ${title}.`,
    })),
  ]
}

function methodsOf({ lines }: ActivationPlan, name: string): string {
  const own = Map.groupBy(
    lines.filter(({ network }) => network === name),
    ({ method }) => METHOD_WORDS[method],
  )
  return sayList(
    [...own].map(
      ([words, alike]) =>
        `${words} for ${sayCount(
          alike.reduce((sum, { clients, servers }) => sum + clients + servers, 0),
          'machine',
        )}`,
    ),
  )
}

function changesOf(
  name: string,
  earlier: { input: PlanInput; plan: ActivationPlan },
  later: { input: PlanInput; plan: ActivationPlan },
): VersionChange[] {
  const before = earlier.input.networks.find((one) => one.name === name)
  const after = later.input.networks.find((one) => one.name === name)
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  const methods = [methodsOf(earlier.plan, name), methodsOf(later.plan, name)]
  const fields = Object.keys({ ...before, ...after }).filter(
    (field) =>
      JSON.stringify(before?.[field as keyof typeof before]) !==
      JSON.stringify(after?.[field as keyof typeof after]),
  )
  const words = methods[0] === methods[1] ? `still ${methods[1]}` : `${methods[0]}, now ${methods[1]}`
  return [
    {
      kind: 'change',
      text: `${name}: ${words}; other inputs: ${fields.map((field) => FIELD_WORDS[field] ?? field).join(', ')}.`,
    },
  ]
}

/** The fields of a network as a person reads them. */
export const FIELD_WORDS: Readonly<Record<string, string>> = {
  category: 'kind of network',
  membership: 'membership',
  reachesKms: 'way to KMS hosts',
  reachesInternet: 'way to the Internet',
  usesKmsForestDns: 'DNS',
  machines: 'machines',
  office: 'Office',
  ownForest: 'forest of its own',
  forest: 'forest',
  contact: 'contact',
  lifetimeDays: 'life of a machine',
  virtualOnDatacenterHosts: 'guests of Datacenter hosts',
  subscriptionMachines: 'subscriptions',
  asBoughtMachines: 'machines as bought',
  growthPerYear: 'growth',
  rebuildsPerYear: 'rebuilds',
  mayHoldHostKey: 'who holds the host key',
  mayLeave: 'what may leave',
  wantsEsu: 'extended updates',
  zones: 'zones',
}
