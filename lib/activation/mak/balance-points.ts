import { DAY_MS } from '../kms/timers'
import type { Forecast } from './mak-forecast'
import { effectOf, type LedgerEntry } from './mak-ledger'

/** What a chart shows of one UTC day: what was left at its end, or what is foreseen to be left. */
export interface BalancePoint {
  /** 'YYYY-MM-DD' */
  day: string
  /** The lower of our count and Microsoft's, carried on. */
  left?: number
  /** As Microsoft reported on that day. */
  reported?: number
  /** Foreseen: the middle, and between what it probably lies. */
  likely?: number
  band?: [low: number, high: number]
}

/** Days shown at most, back and ahead. */
const DAYS_BACK = 180
const DAYS_AHEAD = 180
/** Days shown after the key has run out. */
const DAYS_AFTER_END = 7

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)

/**
 * The balance day by day, up to half a year back, and the forecast up to half a year ahead or until a little
 * after the likely end. now: milliseconds since 1970. Empty for a ledger without entries.
 */
export function balancePoints(ledger: readonly LedgerEntry[], answer: Forecast, now: number): BalancePoint[] {
  const first = ledger.reduce(
    (earliest, { at }) => Math.min(earliest, Date.parse(at)),
    Number.POSITIVE_INFINITY,
  )
  if (first === Number.POSITIVE_INFINITY) return []
  const from = Math.max(now - DAYS_BACK * DAY_MS, Math.min(first, now - 14 * DAY_MS))
  return [...past(ledger, from, now), ...ahead(answer, now)]
}

function past(ledger: readonly LedgerEntry[], from: number, now: number): BalancePoint[] {
  const reports = new Map<string, number>()
  const firstDay = dayOf(from)
  const lefts = new Map<string, number>()
  let seen = 0
  let reportedNow = Number.POSITIVE_INFINITY
  let before = 0
  for (const entry of ledger.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const day = entry.at.slice(0, 10)
    seen += effectOf(entry)
    reportedNow = entry.kind === 'microsoftCount' ? entry.remaining : reportedNow + effectOf(entry)
    if (entry.kind === 'microsoftCount') reports.set(day, entry.remaining)
    const left = Math.min(seen, reportedNow)
    if (day < firstDay) before = left
    else lefts.set(day, left)
  }
  const points: BalancePoint[] = []
  for (let time = from; dayOf(time) <= dayOf(now); time += DAY_MS) {
    const day = dayOf(time)
    before = lefts.get(day) ?? before
    const reported = reports.get(day)
    points.push({ day, left: before, ...(reported !== undefined && { reported }) })
  }
  return points
}

function ahead(answer: Forecast, now: number): BalancePoint[] {
  if (!answer.ok) return []
  const { available, rate, runsOut } = answer
  const end = (Date.parse(runsOut.likely) - now) / DAY_MS + DAYS_AFTER_END
  const left = (perDay: number, days: number) => Math.max(0, Math.round(available - perDay * days))
  return Array.from({ length: Math.ceil(Math.min(DAYS_AHEAD, end)) }, (_, index) => ({
    day: dayOf(now + (index + 1) * DAY_MS),
    likely: left(rate.perDay, index + 1),
    band: [left(rate.highPerDay, index + 1), left(rate.lowPerDay, index + 1)],
  }))
}
