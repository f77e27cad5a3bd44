/** When a scheduled report is due: an hour of the wall clock in a time zone, once, whatever the clock does that day. */
import { nextHourOn, WEEKDAYS, weekdayOf, type ZoneHour } from '../calendar/zone-time'
import { DAY_MS } from '../kms/timers'

export interface Rhythm extends ZoneHour {
  every: 'week' | 'month' | 'quarter'
  /** of a week: 1 = Monday to 7; of a month, and of the first month of a quarter: 1 to 28, or 0 for its last day */
  day: number
}

/** The first due time after a moment; both in milliseconds since 1970. */
export function nextDue(rhythm: Rhythm, after: number): number {
  return nextHourOn(rhythm, (date) => isDay(rhythm, date), new Date(after)).getTime()
}

/** The newest due time at or before a moment, from a known one on: what was missed since is made up once. */
export function lastDue(rhythm: Rhythm, from: number, now: number): number {
  let due = from
  for (let next = nextDue(rhythm, due); next <= now; next = nextDue(rhythm, next)) due = next
  return due
}

/** date: its midnight UTC. */
function isDay({ every, day }: Rhythm, date: number): boolean {
  if (every === 'week') return weekdayOf(date) === day
  const at = new Date(date)
  if (every === 'quarter' && at.getUTCMonth() % 3 !== 0) return false
  return day === 0 ? new Date(date + DAY_MS).getUTCDate() === 1 : at.getUTCDate() === day
}

/** 'every month on the last day at 07:00, Europe/Berlin'. */
export function sayRhythm({ every, day, hour, zone }: Rhythm): string {
  const at = `at ${String(hour).padStart(2, '0')}:00, ${zone}`
  if (every === 'week') return `every ${WEEKDAYS[day - 1] ?? 'week'} ${at}`
  const which = day === 0 ? 'the last day' : `day ${day}`
  return every === 'month'
    ? `every month on ${which} ${at}`
    : `every quarter on ${which} of its first month ${at}`
}
