/** Dates and spans in words: the one place for how they round. Days are UTC; `now` is always an argument. */

import { DAY_MS, MINUTE_MS } from '../kms/timers'
import { sayCount } from './say-amounts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const HOUR_MS = 60 * MINUTE_MS

/** How a day is written: '3 Mar 2027', '2027-03-03', '03/03/2027', '03.03.2027'. */
export type DayForm = 'words' | 'iso' | 'slashes' | 'dots'

/**
 * The one thing that sentences learn from around them: whoever reads may like days in another form, and a hundred rules write
 * them. The listener answers for the person of a request, the browser for its own; where nobody does, in files, messages,
 * jobs and threads, days are in words (docs/decisions/0038-one-form-of-days.md).
 */
const around = globalThis as typeof globalThis & { dayFormOfReader?: () => DayForm | undefined }

const two = (value: number) => String(value).padStart(2, '0')

/** With the year, and as it is where the year goes without saying. An ISO day has it always. */
const WRITE_DAY: Readonly<
  Record<DayForm, (day: number, month: number, year: number) => readonly [string, string]>
> = {
  words: (day, month, year) => [`${day} ${MONTHS[month - 1]} ${year}`, `${day} ${MONTHS[month - 1]}`],
  iso: (day, month, year) => {
    const whole = `${year}-${two(month)}-${two(day)}`
    return [whole, whole]
  },
  slashes: (day, month, year) => [`${two(day)}/${two(month)}/${year}`, `${two(day)}/${two(month)}`],
  dots: (day, month, year) => [`${two(day)}.${two(month)}.${year}`, `${two(day)}.${two(month)}.`],
}

function writeDay(iso: string): readonly [string, string] {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return ['an unknown day', 'an unknown day']
  const write = WRITE_DAY[around.dayFormOfReader?.() ?? 'words']
  return write(date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCFullYear())
}

/** '3 Mar 2027' in UTC, or as the reader likes it; 'an unknown day' for what is no date. */
export function sayDay(iso: string): string {
  return writeDay(iso)[0]
}

/** The same without its year: '3 Mar'. */
export function sayDayOfYear(iso: string): string {
  return writeDay(iso)[1]
}

/** '27 Nov' in the year of `now`, '27 Nov 2027' in any other; UTC. */
export function sayDayNear(iso: string, now: number): string {
  const isThisYear = new Date(iso).getUTCFullYear() === new Date(now).getUTCFullYear()
  return isThisYear ? sayDayOfYear(iso) : sayDay(iso)
}

/** A span is said in the first unit of which it is less than the limit. */
const SPANS: readonly { below: number; unit: number; word: string }[] = [
  { below: HOUR_MS, unit: MINUTE_MS, word: 'minute' },
  { below: 2 * DAY_MS, unit: HOUR_MS, word: 'hour' },
  { below: 90 * DAY_MS, unit: DAY_MS, word: 'day' },
  { below: 730 * DAY_MS, unit: 30.44 * DAY_MS, word: 'month' },
  { below: Number.POSITIVE_INFINITY, unit: 365.25 * DAY_MS, word: 'year' },
]

/** '40 minutes', '41 hours', '12 days', '4 months', '2 years': one unit, rounded down, at least a minute. */
export function saySpan(ms: number): string {
  const span = Math.abs(ms)
  const { unit, word } = SPANS.find(({ below }) => span < below) ?? { unit: MINUTE_MS, word: 'minute' }
  return sayCount(Math.max(1, Math.floor(span / unit)), word)
}

/** An interval as it was set: '7 days', '2 hours', '90 minutes'; nothing is rounded. */
export function sayInterval(minutes: number): string {
  if (minutes >= 1440 && minutes % 1440 === 0) return sayCount(minutes / 1440, 'day')
  if (minutes >= 60 && minutes % 60 === 0) return sayCount(minutes / 60, 'hour')
  return sayCount(minutes, 'minute')
}

/**
 * '2 days ago', 'just now'; a time less than a day ahead is 'just now' too, as clocks go, and a later one 'on 2 May
 * 2030 (in the future)': the source's clock is wrong, or what it says is asked about too early.
 */
export function sayAgo(iso: string, now: number): string {
  const ms = now - Date.parse(iso)
  if (ms < -DAY_MS) return `on ${sayDay(iso)} (in the future)`
  return ms < MINUTE_MS || Number.isNaN(ms) ? 'just now' : `${saySpan(ms)} ago`
}
