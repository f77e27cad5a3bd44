import { DAY_MS, MINUTE_MS } from '../kms/timers'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const HOUR_MS = 60 * MINUTE_MS

/** '3 Mar 2027' in UTC; 'an unknown day' for what is no date. */
export function sayDay(iso: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return 'an unknown day'
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** '27 Nov' in the year of `now`, '27 Nov 2027' in any other; UTC. */
export function sayDayNear(iso: string, now: number): string {
  const day = sayDay(iso)
  const thisYear = ` ${new Date(now).getUTCFullYear()}`
  return day.endsWith(thisYear) ? day.slice(0, -thisYear.length) : day
}

const UNITS: readonly (readonly [ms: number, word: string])[] = [
  [DAY_MS, 'day'],
  [HOUR_MS, 'hour'],
  [MINUTE_MS, 'minute'],
]

/** '2 days', '5 hours', '1 minute'; the part of a unit that is not full is left out. */
export function sayDuration(ms: number): string {
  const [size, word] = UNITS.find(([unit]) => ms >= unit) ?? [MINUTE_MS, 'minute']
  const count = Math.floor(ms / size)
  return count === 1 ? `1 ${word}` : `${count} ${word}s`
}

/**
 * '2 days ago', 'just now'; a time less than a day ahead is 'just now' too, as clocks go, and a later one 'on 2 May
 * 2030, which is still to come': the source's clock is wrong, or what it says is asked about too early.
 */
export function sayAgo(iso: string, now: number): string {
  const ms = now - Date.parse(iso)
  if (ms < -DAY_MS) return `on ${sayDay(iso)}, which is still to come`
  return ms < MINUTE_MS || Number.isNaN(ms) ? 'just now' : `${sayDuration(ms)} ago`
}
