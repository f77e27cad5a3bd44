/** Dates and spans in words. UTC unless the name says local; `now` is always an argument. */

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

const two = (value: number) => String(value).padStart(2, '0')

/** '3 Mar 2027', UTC. */
export function formatDate(at: Date): string {
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`
}

/** A UTC day, 'YYYY-MM-DD', as '3 Mar 2027'. */
export function formatDay(day: string): string {
  return formatDate(new Date(`${day}T00:00:00Z`))
}

/** A UTC day, 'YYYY-MM-DD', as '3 Mar'. */
export function formatDayShort(day: string): string {
  return formatDay(day).replace(/ \d{4}$/, '')
}

/** '3 Mar 2027, 14:05 UTC'. */
export function formatDateTime(at: Date): string {
  return `${formatDate(at)}, ${two(at.getUTCHours())}:${two(at.getUTCMinutes())} UTC`
}

/** '3 Mar 2027, 19:50 GMT+5:45' in the reader's own time zone; browser only. */
export function formatLocalDateTime(at: Date): string {
  const zone = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value
  const day = `${at.getDate()} ${MONTHS[at.getMonth()]} ${at.getFullYear()}`
  return `${day}, ${two(at.getHours())}:${two(at.getMinutes())} ${zone ?? ''}`.trim()
}

const plural = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`

/** '40 minutes', '5 hours', '12 days', '4 months', '2 years': one unit, rounded down. */
export function formatSpan(milliseconds: number): string {
  const span = Math.abs(milliseconds)
  if (span < HOUR) return plural(Math.max(1, Math.floor(span / MINUTE)), 'minute')
  if (span < 2 * DAY) return plural(Math.floor(span / HOUR), 'hour')
  if (span < 90 * DAY) return plural(Math.floor(span / DAY), 'day')
  if (span < 730 * DAY) return plural(Math.floor(span / (30.44 * DAY)), 'month')
  return plural(Math.floor(span / (365.25 * DAY)), 'year')
}

/** '2 days ago', 'in 12 days', 'just now'. */
export function formatRelative(at: Date, now: Date): string {
  const difference = at.getTime() - now.getTime()
  if (Math.abs(difference) < MINUTE) return 'just now'
  return difference > 0 ? `in ${formatSpan(difference)}` : `${formatSpan(difference)} ago`
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

/** Minutes as a person says them: '2 hours', '7 days', '120 minutes' only when it fits nothing larger. */
export function formatMinutes(minutes: number): string {
  if (minutes >= 1440 && minutes % 1440 === 0) return plural(minutes / 1440, 'day')
  if (minutes >= 60 && minutes % 60 === 0) return plural(minutes / 60, 'hour')
  return plural(minutes, 'minute')
}
