/** Hours of the day in a named zone (IANA), across the days on which its clocks change. */
import { DAY_MS } from '../kms/timers'

/** Whether this is the name of a zone, such as Europe/Berlin. */
export function isZone(name: string): boolean {
  try {
    formatOf(name)
    return true
  } catch {
    return false
  }
}

/** 'YYYY-MM-DD' on the calendar of a zone. */
export const localDay = (zone: string, at: Date) =>
  new Date(shownBy(zone, at.getTime())).toISOString().slice(0, 10)

/** A full hour of the day in a zone. */
export interface ZoneHour {
  zone: string
  /** 0 to 23 */
  hour: number
}

/** When the clocks of a zone next show this full hour, later than `after`; on that weekday where one is given. */
export function nextHour({ weekday, ...at }: ZoneHour & { weekday?: number | undefined }, after: Date): Date {
  return nextHourOn(at, (date) => weekday === undefined || weekdayOf(date) === weekday, after)
}

/** A quarter has at most 92 days. */
const MOST_DAYS_AHEAD = 95

/**
 * The same on days that are wanted, each given as its midnight UTC. An hour that the clocks repeat counts once, the first time; one
 * that they leave out is the moment they jump.
 */
export function nextHourOn({ zone, hour }: ZoneHour, isWanted: (date: number) => boolean, after: Date): Date {
  const today = Date.parse(localDay(zone, after))
  for (let ahead = -1; ahead <= MOST_DAYS_AHEAD; ahead += 1) {
    const date = today + ahead * DAY_MS
    if (!isWanted(date)) continue
    const at = instantOf(zone, date, hour)
    if (at.getTime() > after.getTime()) return at
  }
  throw new Error(`No ${hour} o’clock within ${MOST_DAYS_AHEAD} days in ${zone}.`)
}

/** Whether the clocks of a zone stand between two full hours; from 22 to 6 is the night. */
export function isBetweenHours(zone: string, from: number, to: number, at: Date): boolean {
  const hour = new Date(shownBy(zone, at.getTime())).getUTCHours()
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to
}

const HOUR_MS = 3_600_000

/** date: midnight UTC of the day meant. */
function instantOf(zone: string, date: number, hour: number): Date {
  const wanted = date + hour * HOUR_MS
  const before = offsetAt(zone, wanted - DAY_MS)
  const after = offsetAt(zone, wanted + DAY_MS)
  const found = [...new Set([before, after])]
    .map((offset) => wanted - offset)
    .filter((at) => at + offsetAt(zone, at) === wanted)
  // Left out by the clocks: the same stretch of time after the hour before.
  return new Date(found.length > 0 ? Math.min(...found) : wanted - before)
}

/** How far the clocks of a zone are ahead of UTC, in milliseconds. */
const offsetAt = (zone: string, at: number) => shownBy(zone, at) - Math.floor(at / 1000) * 1000

/** The time that the clocks of a zone show, as if it were UTC; full seconds. */
function shownBy(zone: string, at: number): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

/** 1 is Monday. */
export const weekdayOf = (date: number) => new Date(date).getUTCDay() || 7

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const

const formats = new Map<string, Intl.DateTimeFormat>()

/** Throws a RangeError for what is no zone. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, hourCycle: 'h23', calendar: 'gregory', numberingSystem: 'latn' },
    ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  })
  formats.set(zone, format)
  return format
}
