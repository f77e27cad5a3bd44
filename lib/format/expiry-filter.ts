import { formatCountOf } from './counts'
import { formatDay } from './dates'

/**
 * within: runs out in the next so many UTC days, today included. beyond: runs out later than that. between: on one of these UTC days.
 * past: has run out. never: does not expire. The first two mean machines that still have something to lose,
 * licensed or in grace, as the overview counts them.
 */
export type ExpiryFilter =
  | { kind: 'within'; days: number }
  | { kind: 'beyond'; days: number }
  | { kind: 'between'; from: string; to: string }
  | { kind: 'past' }
  | { kind: 'never' }

/** Days of a unit: day, week, month, year. */
const DAYS_OF_UNIT: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, y: 365 }

/** Days of '14d', '2w', '3m' or '1y'; undefined for anything else, and for more than 9999. */
export function parseDays(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d{1,4})([dwmy])$/i.exec(text) ?? []
  const days = Number(count) * (DAYS_OF_UNIT[unit.toLowerCase()] ?? Number.NaN)
  return days <= 9999 ? days : undefined
}

/** '14d', '<2w', '>30d', '2026-11-22..2026-11-28', 'past', 'never'; null for anything else. */
export function parseExpiry(text: string): ExpiryFilter | null {
  if (text === 'past' || text === 'never') return { kind: text }
  const days = parseDays(text.replace(/^[<>]/, ''))
  if (days !== undefined) return { kind: text.startsWith('>') ? 'beyond' : 'within', days }
  const range = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(text)
  const [, from, to] = range ?? []
  if (from === undefined || to === undefined) return null
  return Number.isNaN(Date.parse(from)) || Number.isNaN(Date.parse(to)) ? null : { kind: 'between', from, to }
}

/** The inverse of parseExpiry. */
export function expiryText(expiry: ExpiryFilter): string {
  if (expiry.kind === 'within') return `${expiry.days}d`
  if (expiry.kind === 'beyond') return `>${expiry.days}d`
  return expiry.kind === 'between' ? `${expiry.from}..${expiry.to}` : expiry.kind
}

/** What stands behind "Expires" in a chip. */
export function expiryWords(expiry: ExpiryFilter): string {
  if (expiry.kind === 'within') return `within ${formatCountOf(expiry.days, 'day')}`
  if (expiry.kind === 'beyond') return `in more than ${formatCountOf(expiry.days, 'day')}`
  if (expiry.kind === 'between') return `${formatDay(expiry.from)} to ${formatDay(expiry.to)}`
  return expiry.kind === 'past' ? 'has run out' : 'never'
}

/** The choices of the menu "Expires". */
export const EXPIRY_CHOICES: readonly { value: string; label: string }[] = [
  { value: '7d', label: 'Within 7 days' },
  { value: '14d', label: 'Within 14 days' },
  { value: '30d', label: 'Within 30 days' },
  { value: '90d', label: 'Within 90 days' },
  { value: 'past', label: 'Has run out' },
  { value: 'never', label: 'Does not expire' },
]
