import { formatDay } from './dates'

/**
 * within: runs out in the next so many UTC days, today included. between: on one of these UTC days.
 * past: has run out. never: does not expire. The first two mean machines that still have something to lose,
 * licensed or in grace, as the overview counts them.
 */
export type ExpiryFilter =
  | { kind: 'within'; days: number }
  | { kind: 'between'; from: string; to: string }
  | { kind: 'past' }
  | { kind: 'never' }

/** '14d', '<14d', '2026-11-22..2026-11-28', 'past', 'never'; null for anything else. */
export function parseExpiry(text: string): ExpiryFilter | null {
  if (text === 'past' || text === 'never') return { kind: text }
  const days = /^<?(\d{1,4})d$/.exec(text)?.[1]
  if (days !== undefined) return { kind: 'within', days: Number(days) }
  const range = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(text)
  const [, from, to] = range ?? []
  if (from === undefined || to === undefined) return null
  return Number.isNaN(Date.parse(from)) || Number.isNaN(Date.parse(to)) ? null : { kind: 'between', from, to }
}

/** The inverse of parseExpiry. */
export function expiryText(expiry: ExpiryFilter): string {
  if (expiry.kind === 'within') return `${expiry.days}d`
  return expiry.kind === 'between' ? `${expiry.from}..${expiry.to}` : expiry.kind
}

/** What stands behind "Expires" in a chip. */
export function expiryWords(expiry: ExpiryFilter): string {
  if (expiry.kind === 'within') return `within ${expiry.days} days`
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
