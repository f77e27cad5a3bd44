import type { LicenseStatus } from '../observation'
import { sayCount, sayList } from '../words/say-amounts'
import { sayAgo, sayDay, saySpan } from '../words/say-date'
import type { HostState } from './host-state'

/** What the words need to know of a host. */
export interface HostFacts {
  state: HostState
  cloud: string | null
  clients: number
  lastRequestAt: string | null
  sightings: readonly { source: string; seenIn?: string[]; isGone?: true; lastAt: string | null }[]
  registration: { registeredAt: string; retiredAt: string | null; retiredReason: string | null } | null
  services: readonly {
    application: 'windows' | 'office'
    status: LicenseStatus
    currentCount: number | null
    neededCount: number
    observedAt: string
  }[]
}

export type HostStanding =
  | 'serves'
  | 'below'
  | 'quiet'
  | 'notLicensed'
  | 'unheard'
  | 'unknown'
  | 'cloud'
  | 'neverSeen'
  | 'retired'
  | 'retiredInUse'

export interface HostWords {
  standing: HostStanding
  /** one or two words, for a list */
  word: string
  headline: string
  detail: string
}

const QUIET_AFTER_MS = 86_400_000
const OLD_REPORT_MS = 86_400_000
const SERVER_NEED = 5

/** How a KMS host stands, in words: whether it is ours first, then the worst of its products. */
export function hostWords(host: HostFacts, now: Date): HostWords {
  return STANDING_APART[host.state]?.(host, now) ?? serving(host, now)
}

function serving(host: HostFacts, now: Date): HostWords {
  if (host.services.length === 0) return unheard(host, now)
  const unlicensed = host.services.find((service) => service.status !== 'licensed')
  if (unlicensed) {
    return {
      standing: 'notLicensed',
      word: 'Not licensed',
      headline: 'Not licensed itself: it activates no clients',
      detail: 'Its own key must be activated with Microsoft before it can activate clients.',
    }
  }
  const below = host.services.find((one) => one.currentCount !== null && one.currentCount < one.neededCount)
  if (below) return belowThreshold(below, below.currentCount ?? 0, now)
  if (isQuiet(host, now)) return quiet(host, now)
  return {
    standing: 'serves',
    word: 'Serves',
    headline: `Serves its clients: ${host.services.map(countWords).join('; ')}`,
    detail: `${reportedAt(oldestReport(host), now)}${lastRequest(host, now)}`,
  }
}

/** An old report is not passed off as today's. */
function reportedAt(at: string, now: Date): string {
  return now.getTime() - Date.parse(at) > OLD_REPORT_MS ? `As reported ${sayAgo(at, now.getTime())}. ` : ''
}

const oldestReport = ({ services }: HostFacts) => services.map(({ observedAt }) => observedAt).sort()[0] ?? ''

function countWords({ application, currentCount, neededCount }: HostFacts['services'][number]): string {
  const of = application === 'office' ? 'Office count' : 'Windows count'
  return currentCount === null ? `${of} not reported` : `${of} ${currentCount}, ${neededCount} needed`
}

function belowThreshold(
  { application, neededCount, observedAt }: HostFacts['services'][number],
  count: number,
  now: Date,
): HostWords {
  const servesServers = application === 'windows' && count >= SERVER_NEED
  const whom = servesServers ? 'activates servers, but no client editions' : 'activates no clients yet'
  return {
    standing: 'below',
    word: 'Below threshold',
    headline: `Below its threshold: ${count} of ${neededCount}, ${whom}`,
    detail: `${reportedAt(observedAt, now)}${moreMachines(neededCount - count)} must ask within 30 days. Machines it activated before stay licensed until their 180 days end.`,
  }
}

function isQuiet({ lastRequestAt }: HostFacts, now: Date): boolean {
  return lastRequestAt !== null && now.getTime() - Date.parse(lastRequestAt) > QUIET_AFTER_MS
}

function quiet(host: HostFacts, now: Date): HostWords {
  return {
    standing: 'quiet',
    word: 'Quiet',
    headline: `No request has been logged for ${saySpan(now.getTime() - Date.parse(host.lastRequestAt ?? ''))}`,
    detail: 'Either clients no longer ask it, or its newest log has not been imported.',
  }
}

function unheard(host: HostFacts, now: Date): HostWords {
  if (host.lastRequestAt === null) {
    return {
      standing: 'unheard',
      word: 'Only named',
      headline: `Named by ${namedBy(host)}, not reported by the host itself`,
      detail: 'Its KMS event log shows its count, its slmgr.vbs /dlv output its key too. Import either.',
    }
  }
  return {
    standing: 'unheard',
    word: 'Log only',
    headline: 'Known by its log, not yet by a report of its own',
    detail: `${lastRequest(host, now)} Its count follows from the log; the slmgr.vbs /dlv output of the host adds its key and what it counts itself.`,
  }
}

type Apart = (host: HostFacts, now: Date) => HostWords

/** States in which the count is not the first thing to know. */
const STANDING_APART: Readonly<Partial<Record<HostState, Apart>>> = {
  unknown: (host, now) => ({
    standing: 'unknown',
    word: 'Unknown',
    headline: `Unknown KMS host, seen by ${namedBy(host)}`,
    detail: `${ownWords(host, now)}${trust(host, now)} If it is yours, register it. If not, find out who owns it: clients that use an unknown host are not licensed under your agreement.`,
  }),
  cloud: (host, now) => ({
    standing: 'cloud',
    word: host.cloud ?? 'Cloud',
    headline: `The KMS host of ${host.cloud}, for virtual machines rented there`,
    detail: `${trust(host, now)} Right for machines that run in ${host.cloud}; any other machine should not ask it.`,
  }),
  neverSeen: ({ registration }, now) => ({
    standing: 'neverSeen',
    word: 'Never seen',
    headline: 'Registered, but it has never reported',
    detail: `Registered ${registration ? sayAgo(registration.registeredAt, now.getTime()) : ''}. The steps below show what is missing until it serves clients.`,
  }),
  retired: ({ registration, clients }) => ({
    standing: 'retired',
    word: 'Retired',
    headline: `Retired${retiredOn(registration)}, not used since`,
    detail: `${reasonOf(registration)}${clients > 0 ? ` ${clientsOf(clients)} still ${clients === 1 ? 'names' : 'name'} it as the host of the last activation and ${clients === 1 ? 'looks' : 'look'} for another one at the next renewal.` : ''}`,
  }),
  retiredInUse: (host, now) => ({
    standing: 'retiredInUse',
    word: 'Retired, in use',
    headline: `Retired${retiredOn(host.registration)} but still used`,
    detail: `${reasonOf(host.registration)} ${afterRetirement(host, now)} Remove its SRV records from DNS, remove its host key (slmgr.vbs /upk with its activation ID), and point machines that are set to it elsewhere.`,
  }),
}

const retiredOn = (registration: HostFacts['registration']) =>
  registration?.retiredAt ? ` on ${sayDay(registration.retiredAt)}` : ''

const reasonOf = (registration: HostFacts['registration']) =>
  registration?.retiredReason ? `Reason: ${registration.retiredReason.replace(/\.$/, '')}.` : ''

const AFTER: Readonly<Record<string, string>> = {
  reading: 'It still reported itself as a KMS host',
  requests: 'Clients still asked it',
  exchange: 'Clients’ own logs show that they asked it',
}

function afterRetirement({ sightings, registration }: HostFacts, now: Date): string {
  const since = registration?.retiredAt ?? ''
  const after = sightings.filter(({ lastAt, isGone }) => lastAt !== null && lastAt > since && !isGone)
  const words = after.flatMap(({ source, lastAt, seenIn }) => {
    const when = sayAgo(lastAt ?? '', now.getTime())
    if (source === 'srv') return [`DNS still names it in ${(seenIn ?? []).join(', ')}, seen ${when}.`]
    return AFTER[source] ? [`${AFTER[source]}, last ${when}.`] : []
  })
  return words.length > 0 ? words.join(' ') : 'Clients renewed through it after that day.'
}

/** '12 clients', 'DNS (lab.example)', 'its own log'. */
function namedBy({ sightings, clients }: HostFacts): string {
  const words = sightings.flatMap(({ source, seenIn, isGone }) => {
    if (source === 'license') return [clientsOf(clients)]
    if (source === 'srv') return [`${isGone ? 'DNS earlier' : 'DNS'} (${(seenIn ?? []).join(', ')})`]
    if (source === 'collector') return [`the collector on ${(seenIn ?? []).join(', ')}`]
    return [SEEN_BY[source] ?? source]
  })
  if (words.length === 0) return 'no source now'
  return sayList(words)
}

const SEEN_BY: Readonly<Record<string, string>> = {
  reading: 'the host itself',
  requests: 'its own log',
  exchange: 'the logs of clients that asked it',
}

/** What it says of itself stays worth knowing, whoever it belongs to. */
function ownWords(host: HostFacts, now: Date): string {
  return host.services.length > 0 ? `${serving(host, now).headline}. ` : ''
}

function trust(host: HostFacts, now: Date): string {
  if (host.clients > 0) return lastRequest(host, now)
  return 'No client names it as its KMS host.'
}

function lastRequest({ lastRequestAt, clients }: HostFacts, now: Date): string {
  const asked = lastRequestAt ? `Last request ${sayAgo(lastRequestAt, now.getTime())}. ` : ''
  return `${asked}${clientsOf(clients)} ${clients === 1 ? 'names' : 'name'} it as ${clients === 1 ? 'its' : 'their'} KMS host.`
}

const clientsOf = (count: number) => sayCount(count, 'client')
const moreMachines = (count: number) => sayCount(count, 'more machine')
