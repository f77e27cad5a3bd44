import { countOutlook } from '../kms/count-outlook'
import { DAY_MS } from '../kms/timers'
import type { LicenseStatus } from '../observation'
import { between, broken, limit, type Rule, unknown, upTo, type Verdict, WELL } from './verdict'

/** What is known of one KMS host, each list in the order of time. Times are ISO 8601 UTC. */
export interface HostFacts {
  host: string
  /** Registered and not retired: ours to care for. */
  isInService: boolean
  readings: readonly HostReading[]
  /** Requests by hour; `at` is the hour's beginning. */
  hours: readonly RequestHour[]
  /** The newest request, however long ago. */
  lastRequestAt?: string | undefined
  /** Clients whose renewal fell due after the newest request. */
  clientsDue: number
  service: readonly ServiceWord[]
  /** Door by door: what each check of its addresses found. */
  doors: readonly DoorCheck[]
  /** Its caches as the log gives them. */
  caches: readonly HostCache[]
  /** Machines refused because the host's key does not serve their product, and not served since. */
  unserved: readonly UnservedMachine[]
  /** Addresses of its name, registered or found in DNS. */
  publicAddresses: readonly string[]
  /** Since when the console has been running: what it could not hear while it was down is nobody's silence. */
  upSince?: string | undefined
}

export interface HostReading {
  at: string
  application: 'windows' | 'office'
  productLabel: string
  status: LicenseStatus
  count: number | null
  needed: number
}

/** What was asked within an hour, of which the first moment belongs to the hour before. */
export interface RequestHour {
  until: string
  /** the newest request */
  at: string
  asked: number
  refused: number
  /** the most frequent code of the refused */
  code?: string
}

export interface ServiceWord {
  at: string
  what: 'startFailed' | 'renewalTimerFailed'
  code: string
}

export interface DoorCheck {
  at: string
  isOpen: boolean
  address: string
  /** 'refused', 'filtered' */
  answer: string
}

export interface HostCache {
  countedAs: string
  slots: readonly { cmid: string; leavesAt: string }[]
  needed: number
}

export interface UnservedMachine {
  machine: string
  product: string
  code: string
  at: string
}

/** A count is good for as long as a CMID counts. */
const READING_VALID_MS = 30 * DAY_MS
const DOOR_VALID_MS = 7 * DAY_MS
const HOUR_MS = 3_600_000

/** A1: the door of a host of ours is closed at so many checks in a row, at every address. */
export const hostDown: Rule<HostFacts> = ({ isInService, doors }, limits, now) => {
  if (!isInService) return WELL
  const known = upTo(doors, now)
  const checks = [...Map.groupBy(known, ({ at }) => at)].map(([at, all]) => ({
    at,
    isOpen: all.some(({ isOpen }) => isOpen),
    answers: all.map(({ address, answer }) => `${address}: ${answer}`),
  }))
  const newest = checks.at(-1)
  if (!newest || newest.isOpen) return WELL
  const failed = checks.length - 1 - checks.findLastIndex(({ isOpen }) => isOpen)
  const since = checks.at(-failed)?.at ?? newest.at
  const evidence = { checks: failed, since, at: newest.at, answers: newest.answers }
  if (now - Date.parse(newest.at) > DOOR_VALID_MS) return unknown(evidence)
  return failed >= limit(limits, 'checks') ? broken('critical', evidence) : between(evidence)
}

/** A2 and A3: the service said so after the last request that it answered. */
const lastWord =
  (what: ServiceWord['what'], severity: 'critical' | 'error'): Rule<HostFacts> =>
  ({ service, hours, lastRequestAt }, _, now) => {
    const word = upTo(service, now).findLast((one) => one.what === what)
    const askedAt = lastAsked(hours, lastRequestAt, now)
    if (!word || (askedAt !== undefined && askedAt >= word.at)) return WELL
    return broken(severity, { at: word.at, code: word.code, ...(askedAt && { lastRequestAt: askedAt }) })
  }

export const startFailed = lastWord('startFailed', 'critical')
export const renewalTimerFailed = lastWord('renewalTimerFailed', 'error')

/** Of a moment in the past only the hour of a request is kept. */
function lastAsked(hours: readonly RequestHour[], newest: string | undefined, now: number) {
  if (newest !== undefined && Date.parse(newest) <= now) return newest
  return upTo(hours, now).at(-1)?.at
}

/** A5: below the need, or within the reserve above it; the worst of its host keys. Two readings above close it. */
export const countLow: Rule<HostFacts> = ({ readings }, limits, now) => {
  const verdicts = (['windows', 'office'] as const).map((application) => {
    const own = upTo(readings, now).filter((one) => one.application === application && one.count !== null)
    return countVerdict(own, limits, now)
  })
  return worst(verdicts)
}

function countVerdict(
  readings: readonly HostReading[],
  limits: Parameters<Rule<HostFacts>>[1],
  now: number,
): Verdict {
  const newest = readings.at(-1)
  if (newest?.count == null) return WELL
  const reserve = (needed: number) => limit(limits, needed > 5 ? 'reserveOf25' : 'reserveOf5')
  const evidence = {
    count: newest.count,
    needed: newest.needed,
    reserve: reserve(newest.needed),
    product: newest.productLabel,
    at: newest.at,
  }
  const isLow = ({ count, needed }: HostReading) => (count ?? 0) < Math.max(needed, reserve(needed))
  if (now - Date.parse(newest.at) > READING_VALID_MS) return isLow(newest) ? unknown(evidence) : WELL
  if (newest.status !== 'licensed') return WELL
  if (newest.count < newest.needed) return broken('error', evidence)
  if (isLow(newest)) return broken('warn', evidence)
  const before = readings.at(-2)
  return before && isLow(before) ? between(evidence) : WELL
}

const RANK = { well: 0, unknown: 1, between: 2, broken: 3 } as const
const rankOf = (verdict: Verdict) =>
  RANK[verdict.is] + (verdict.is === 'broken' && verdict.severity !== 'warn' ? 1 : 0)

/** The one that says most. */
export const worst = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.reduce((one, other) => (rankOf(other) > rankOf(one) ? other : one), WELL)

/** A6: the count falls below the need within so many days if nobody else asks. */
export const countFalling: Rule<HostFacts> = ({ caches, hours, lastRequestAt }, limits, now) => {
  const askedAt = lastAsked(hours, lastRequestAt, now)
  const falls = caches.flatMap(({ countedAs, slots, needed }) => {
    const outlook = countOutlook(countedAs, slots).find((one) => one.needed === needed && one.serves)
    return outlook?.until ? [{ countedAs, until: outlook.until, count: slots.length, needed }] : []
  })
  const [first] = falls.toSorted((one, other) => one.until.localeCompare(other.until))
  if (!first) return WELL
  const daysLeft = (Date.parse(first.until) - now) / DAY_MS
  const evidence = {
    ...first,
    daysLeft: Math.max(0, Math.floor(daysLeft)),
    ...(askedAt && { lastRequestAt: askedAt }),
  }
  if (daysLeft < 0) return unknown(evidence)
  if (daysLeft <= limit(limits, 'days')) return broken('warn', evidence)
  return daysLeft <= limit(limits, 'clearDays') ? between(evidence) : WELL
}

/** A7: the newest reading of a host key of its own is not 'licensed'. */
export const hostNotLicensed: Rule<HostFacts> = ({ readings }, _, now) => {
  const newest = (['windows', 'office'] as const).flatMap(
    (application) => upTo(readings, now).findLast((one) => one.application === application) ?? [],
  )
  const unlicensed = newest.find(({ status }) => status !== 'licensed')
  if (!unlicensed) return WELL
  const { productLabel: product, status, at } = unlicensed
  return broken('critical', { product, status, at })
}

/** A8: nobody asked for so many hours of working days though clients were due. */
export const hostSilent: Rule<HostFacts> = (facts, limits, now) => {
  const { isInService, clientsDue, hours, lastRequestAt, upSince } = facts
  const askedAt = lastAsked(hours, lastRequestAt, now)
  if (!isInService || askedAt === undefined) return WELL
  const heardAt = upSince !== undefined && upSince > askedAt ? upSince : askedAt
  const silentHours = Math.floor(workingHours(Date.parse(heardAt), now))
  if (silentHours < limit(limits, 'hours') || clientsDue === 0) return WELL
  const severity = silentHours >= limit(limits, 'errorHours') ? 'error' : 'warn'
  return broken(severity, { lastRequestAt: askedAt, at: askedAt, workingHours: silentHours, clientsDue })
}

/** Hours between two moments without those of Saturdays and Sundays, UTC. */
export function workingHours(from: number, to: number): number {
  let hours = 0
  for (let start = from; start < to; ) {
    const dayEnd = (Math.floor(start / DAY_MS) + 1) * DAY_MS
    const end = Math.min(dayEnd, to)
    const weekday = new Date(start).getUTCDay()
    if (weekday !== 0 && weekday !== 6) hours += (end - start) / HOUR_MS
    start = end
  }
  return hours
}

/** A9: the share of refused requests of a day. */
export const manyRefusals: Rule<HostFacts> = ({ hours }, limits, now) => {
  const day = hours.filter(({ until }) => Date.parse(until) <= now && Date.parse(until) > now - DAY_MS)
  const asked = day.reduce((sum, one) => sum + one.asked, 0)
  const refused = day.reduce((sum, one) => sum + one.refused, 0)
  const newest = day.at(-1)
  if (!newest || refused === 0) return WELL
  const percent = Math.round((100 * refused) / asked)
  const code = day.findLast((one) => one.code !== undefined)?.code
  const evidence = { refused, asked, percent, at: newest.at, ...(code && { code }) }
  if (asked >= limit(limits, 'least') && percent >= limit(limits, 'percent')) return broken('warn', evidence)
  return percent < limit(limits, 'clearPercent') ? WELL : between(evidence)
}

const MOST_NAMED = 20

/** A10: machines whose product the host's key does not serve. */
export const productNotServed: Rule<HostFacts> = ({ unserved }, limits, now) => {
  const known = upTo(unserved, now)
  const newest = known.at(-1)
  if (!newest || known.length < limit(limits, 'machines')) return WELL
  return broken('error', {
    machines: known.length,
    products: [...new Set(known.map(({ product }) => product))],
    code: newest.code,
    at: newest.at,
    named: known.slice(0, MOST_NAMED).map(({ machine }) => machine),
  })
}

/** A15: one of its addresses can be reached from the Internet. */
export const publicHost: Rule<HostFacts> = ({ isInService, publicAddresses }) =>
  isInService && publicAddresses.length > 0 ? broken('critical', { addresses: publicAddresses }) : WELL
