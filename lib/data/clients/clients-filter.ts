import type { Condition } from '@/lib/activation/license/assess'

/** What the clients list is narrowed to. Several values of one field mean any of them; fields add up. */
export interface ClientsFilter {
  /** part of a name; a whole CMID, a last five or a KMS host is understood too */
  q: string
  state: Condition[]
  /** labels, or any part of one */
  product: string[]
  channel: string[]
  /** KMS hosts, by full name or first label */
  host: string[]
  reason: string[]
  expires: ExpiryFilter | null
  /** no news for at least so many days */
  newsOlderThanDays: number | null
  /** a full CMID or its first eight digits */
  cmid: string
  /** last five of the product key */
  key: string
  /** exact names, full or short */
  names: string[]
}

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

/** '14d', '2026-11-22..2026-11-28', 'past', 'never'; null for anything else. */
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

export const NO_FILTER: ClientsFilter = {
  q: '',
  state: [],
  product: [],
  channel: [],
  host: [],
  reason: [],
  expires: null,
  newsOlderThanDays: null,
  cmid: '',
  key: '',
  names: [],
}

/** Columns one can sort by; each has an index on (column, name). */
export const CLIENT_SORTS = ['name', 'state', 'product', 'channel', 'host', 'expires', 'news'] as const
export type ClientSortColumn = (typeof CLIENT_SORTS)[number]

export interface ClientSort {
  column: ClientSortColumn
  descending: boolean
}

/** 'expires' or '-expires'; null for anything else. */
export function parseSort(text: string): ClientSort | null {
  const descending = text.startsWith('-')
  const column = CLIENT_SORTS.find((one) => one === (descending ? text.slice(1) : text))
  return column ? { column, descending } : null
}

export function sortText(sort: ClientSort): string {
  return sort.descending ? `-${sort.column}` : sort.column
}

/** How many names can be pasted at once: they travel in the address. */
export const NAMES_LIMIT = 250
