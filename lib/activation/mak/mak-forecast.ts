import { DAY_MS } from '../kms/timers'
import { availableIn } from './mak-drift'
import { grantedBy, type LedgerEntry } from './mak-ledger'

/** Days back from now that the rate is taken from. */
export const BURN_WINDOW_DAYS = 90

/** With fewer activations or a shorter stretch no date is named. */
const LEAST_SPENT = 3
const LEAST_DAYS = 14

/** Four of five times the true rate lies within the band (two-sided 80 % of the normal distribution). */
const BAND_Z = 1.2816

const WEEK_DAYS = 7

/** Activations a day. */
export interface BurnRate {
  perDay: number
  lowPerDay: number
  highPerDay: number
  /** What was spent in the window, by cause. */
  spent: { new: number; rebuild: number; hardware: number }
  /** Days the rate is taken from. */
  days: number
}

export type Forecast =
  | {
      ok: true
      /** What is planned with: the lower of our count and Microsoft's. */
      available: number
      rate: BurnRate
      /** ISO 8601 UTC. latest is absent where the low end of the band is no use at all. */
      runsOut: { earliest: string; likely: string; latest?: string }
    }
  | { ok: false; refusal: ForecastRefusal }

export type ForecastRefusal =
  | { kind: 'usedUp'; available: number }
  | { kind: 'nothingSpent'; days: number }
  | { kind: 'tooLittleKnown'; spent: number; days: number; leastSpent: number; leastDays: number }

type Spending = Extract<LedgerEntry, { kind: 'activation' | 'reactivation' }>

const isSpending = (entry: LedgerEntry): entry is Spending =>
  entry.kind === 'activation' || entry.kind === 'reactivation'

/**
 * When the key runs out at the rate of the last 90 days, with a band. Machines come in batches, so the band is
 * widened by how unevenly the weeks went (never below that of chance alone). now: milliseconds since 1970.
 */
export function forecast(ledger: readonly LedgerEntry[], now: number): Forecast {
  const available = availableIn(ledger)
  if (available <= 0) return { ok: false, refusal: { kind: 'usedUp', available } }
  const burn = burnRate(ledger, now)
  if (!burn.ok) return burn
  const { rate } = burn
  const after = (perDay: number) => new Date(now + (available / perDay) * DAY_MS).toISOString()
  const isLatestFar = rate.lowPerDay < rate.perDay / 10
  return {
    ok: true,
    available,
    rate,
    runsOut: {
      earliest: after(rate.highPerDay),
      likely: after(rate.perDay),
      ...(!isLatestFar && { latest: after(rate.lowPerDay) }),
    },
  }
}

export type BurnAnswer =
  | { ok: true; rate: BurnRate }
  | { ok: false; refusal: Exclude<ForecastRefusal, { kind: 'usedUp' }> }

/**
 * The rate of the last 90 days, also of a key that is used up. Refused where too little is known for a rate.
 * now: milliseconds since 1970.
 */
export function burnRate(ledger: readonly LedgerEntry[], now: number): BurnAnswer {
  const days = daysKnown(ledger, now)
  const recent = ledger.filter(isSpending).filter(({ at }) => isRecent(at, days, now))
  const spent = sumOf(recent)
  if (spent === 0 && days >= LEAST_DAYS) return { ok: false, refusal: { kind: 'nothingSpent', days } }
  if (spent < LEAST_SPENT || days < LEAST_DAYS) {
    const limits = { leastSpent: LEAST_SPENT, leastDays: LEAST_DAYS }
    return { ok: false, refusal: { kind: 'tooLittleKnown', spent, days, ...limits } }
  }
  return { ok: true, rate: rateOf(recent, days, now) }
}

function daysKnown(ledger: readonly LedgerEntry[], now: number): number {
  const first = ledger.reduce((earliest, { at }) => Math.min(earliest, Date.parse(at)), now)
  return Math.min(BURN_WINDOW_DAYS, (now - first) / DAY_MS)
}

const isRecent = (at: string, days: number, now: number) => {
  const age = now - Date.parse(at)
  return age >= 0 && age <= days * DAY_MS
}

const sumOf = (entries: readonly Spending[]) => entries.reduce((sum, { count }) => sum + count, 0)

function rateOf(recent: readonly Spending[], days: number, now: number): BurnRate {
  const spent = sumOf(recent)
  const margin = BAND_Z * Math.sqrt(spent * unevenness(recent, days, now))
  const of = (cause: 'rebuild' | 'hardware') =>
    sumOf(recent.filter((entry) => entry.kind === 'reactivation' && entry.cause === cause))
  return {
    perDay: spent / days,
    lowPerDay: Math.max(0, spent - margin) / days,
    highPerDay: (spent + margin) / days,
    spent: { new: spent - of('rebuild') - of('hardware'), rebuild: of('rebuild'), hardware: of('hardware') },
    days,
  }
}

/** Variance of the weekly sums over their mean; 1 for chance alone, more where machines come in batches. */
function unevenness(recent: readonly Spending[], days: number, now: number): number {
  const weeks = Math.max(2, Math.floor(days / WEEK_DAYS))
  const sums = Array.from({ length: weeks }, () => 0)
  for (const { at, count } of recent) {
    const week = Math.min(weeks - 1, Math.floor((now - Date.parse(at)) / (WEEK_DAYS * DAY_MS)))
    sums[week] = (sums[week] ?? 0) + count
  }
  const mean = sums.reduce((sum, one) => sum + one, 0) / weeks
  const variance = sums.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (weeks - 1)
  return Math.max(1, variance / mean)
}

/** When to warn of a key; every part optional. */
export interface LowCountRules {
  /** Activations left. */
  absolute?: number
  /** Per cent of what was granted. The article's advice is to act at 80 % used, that is 20 left. */
  percent?: number
  /** Days until it runs out, by the early end of the band. */
  days?: number
}

export type LowCount =
  | { kind: 'absolute'; available: number; limit: number }
  | { kind: 'percent'; percentLeft: number; limit: number }
  | { kind: 'days'; daysLeft: number; limit: number }

/** Which of the rules a key breaks at `now`, in the order above. */
export function lowCounts(ledger: readonly LedgerEntry[], rules: LowCountRules, now: number): LowCount[] {
  const available = availableIn(ledger)
  const granted = grantedBy(ledger)
  const broken: LowCount[] = []
  if (rules.absolute !== undefined && available <= rules.absolute) {
    broken.push({ kind: 'absolute', available, limit: rules.absolute })
  }
  const percentLeft = granted === 0 ? 0 : (100 * available) / granted
  if (rules.percent !== undefined && percentLeft <= rules.percent) {
    broken.push({ kind: 'percent', percentLeft, limit: rules.percent })
  }
  const daysLeft = rules.days === undefined ? undefined : earliestDaysLeft(ledger, now)
  if (rules.days !== undefined && daysLeft !== undefined && daysLeft <= rules.days) {
    broken.push({ kind: 'days', daysLeft, limit: rules.days })
  }
  return broken
}

function earliestDaysLeft(ledger: readonly LedgerEntry[], now: number): number | undefined {
  const answer = forecast(ledger, now)
  if (answer.ok) return (Date.parse(answer.runsOut.earliest) - now) / DAY_MS
  return answer.refusal.kind === 'usedUp' ? 0 : undefined
}
