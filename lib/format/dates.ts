/** Dates of pages, in the words of lib/activation/words. UTC unless the name says local; `now` is always an argument. */
import { sayDay, sayDayOfYear, saySpan } from '../activation/words/say-date'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const two = (value: number) => String(value).padStart(2, '0')

/** '3 Mar 2027', UTC. */
export function formatDate(at: Date): string {
  return sayDay(at.toISOString())
}

/** A UTC day, 'YYYY-MM-DD', as '3 Mar 2027'. */
export function formatDay(day: string): string {
  return sayDay(`${day}T00:00:00Z`)
}

/** A UTC day, 'YYYY-MM-DD', as '3 Mar'. */
export function formatDayShort(day: string): string {
  return sayDayOfYear(`${day}T00:00:00Z`)
}

/** '3 Mar 2027, 14:05 UTC'. */
export function formatDateTime(at: Date): string {
  return `${formatDate(at)}, ${two(at.getUTCHours())}:${two(at.getUTCMinutes())} UTC`
}

/** '3 Mar 2027, 19:50 GMT+5:45' in the time zone, by its IANA name; without one in that of the browser. */
export function formatLocalDateTime(at: Date, timeZone?: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  })
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const day = formatDay(`${parts.year}-${parts.month}-${parts.day}`)
  return `${day}, ${parts.hour}:${parts.minute} ${parts.timeZoneName ?? ''}`.trim()
}

/** '2 days ago', 'in 12 days', 'just now'. */
export function formatRelative(at: Date, now: Date): string {
  const difference = at.getTime() - now.getTime()
  if (Math.abs(difference) < MINUTE) return 'just now'
  return difference > 0 ? `in ${saySpan(difference)}` : `${saySpan(difference)} ago`
}

/** '112 d', '5 h': for narrow columns, where days compare best. */
export function formatShortDays(milliseconds: number): string {
  const span = Math.abs(milliseconds)
  if (span < HOUR) return `${Math.max(1, Math.floor(span / MINUTE))} min`
  return span < 2 * DAY ? `${Math.floor(span / HOUR)} h` : `${Math.floor(span / DAY)} d`
}

/** 'in 112 d', '3 d ago', 'just now'. */
export function formatShortRelative(at: Date, now: Date): string {
  const difference = at.getTime() - now.getTime()
  if (Math.abs(difference) < MINUTE) return 'just now'
  const words = formatShortDays(difference)
  return difference > 0 ? `in ${words}` : `${words} ago`
}
