import { normaliseCode } from '@/lib/activation/reason/reason-code'
import { type FleetNames, hostsNamed, labelsLike, sameWord } from '../overview/fleet-names'
import { likeAnywhere, type SqlValues } from '../sql-text'
import type { ClientsFilter, ExpiryFilter } from './clients-filter'

export interface WhereContext {
  now: Date
  /** the distinct words of the fleet, to resolve parts of them */
  known: FleetNames
  /** ids of the clients that `filter.names` found; absent when no names are asked for */
  namedIds?: number[]
}

/** The filter as conditions on `client`, joined with AND; '' when nothing is asked for. */
export function clientsWhere(filter: ClientsFilter, context: WhereContext, values: SqlValues): string {
  const { known, now, namedIds } = context
  const parts = [
    filter.state.length > 0 && `condition = ANY(${values.add(filter.state)}::condition[])`,
    filter.product.length > 0 && anyOf('product_label', labelsLike(known.products, filter.product), values),
    filter.channel.length > 0 && anyOf('channel', sameWord(known.channels, filter.channel), values),
    filter.host.length > 0 && anyOf('kms_host', hostsNamed(known.hosts, filter.host), values),
    filter.reason.length > 0 && anyOf('reason', filter.reason.map(canonicalCode), values),
    filter.expires !== null && expiryWhere(filter.expires, now, values),
    filter.newsOlderThanDays !== null && olderThan(filter.newsOlderThanDays, now, values),
    filter.cmid !== '' && cmidWhere(filter.cmid, values),
    filter.key !== '' && `partial_key = ${values.add(filter.key.toUpperCase())}`,
    namedIds !== undefined && `id = ANY(${values.add(namedIds)}::int[])`,
    filter.q !== '' && textWhere(filter.q, known, values),
  ]
  return parts.filter((part) => part !== false).join(' AND ')
}

const DAY_MS = 86_400_000

/** Midnight UTC at which the day of `at` began. */
export function startOfDay(at: Date): Date {
  return new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS)
}

function anyOf(column: string, wanted: string[], values: SqlValues): string {
  const [only] = wanted
  if (wanted.length === 1 && only !== undefined) return `${column} = ${values.add(only)}`
  return `${column} = ANY(${values.add(wanted)}::text[])`
}

/** A reason code in any spelling, as the record writes it. */
export function canonicalCode(code: string): string {
  return normaliseCode(code) ?? code
}

const HAS_SOMETHING_TO_LOSE = `condition IN ('licensed', 'grace')`

function expiryWhere(expires: ExpiryFilter, now: Date, values: SqlValues): string {
  if (expires.kind === 'never') return 'expires_at IS NULL'
  if (expires.kind === 'past') return `expires_at < ${values.add(now)}`
  const [from, end] =
    expires.kind === 'within'
      ? [startOfDay(now), new Date(startOfDay(now).getTime() + expires.days * DAY_MS)]
      : [new Date(expires.from), new Date(Date.parse(expires.to) + DAY_MS)]
  return `expires_at >= ${values.add(from)} AND expires_at < ${values.add(end)} AND ${HAS_SOMETHING_TO_LOSE}`
}

function olderThan(days: number, now: Date, values: SqlValues): string {
  return `observed_at <= ${values.add(new Date(now.getTime() - days * DAY_MS))}`
}

const FULL_CMID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const CMID_START = /^[0-9a-f]{8}$/

function cmidWhere(text: string, values: SqlValues): string {
  const cmid = text
    .trim()
    .toLowerCase()
    .replace(/^\{|\}$/g, '')
  if (FULL_CMID.test(cmid)) return `cmid = ${values.add(cmid)}::uuid`
  if (!CMID_START.test(cmid)) return 'false'
  const from = values.add(`${cmid}-0000-0000-0000-000000000000`)
  return `cmid BETWEEN ${from}::uuid AND ${values.add(`${cmid}-ffff-ffff-ffff-ffffffffffff`)}::uuid`
}

/** Free text is part of a name; where it has the shape of a CMID, a last five or a KMS host, it is that too. */
function textWhere(q: string, known: FleetNames, values: SqlValues): string {
  const text = q.trim().toLowerCase()
  const either = [`name LIKE ${values.add(likeAnywhere(text))}`]
  if (FULL_CMID.test(text) || CMID_START.test(text)) either.push(cmidWhere(text, values))
  if (/^[bcdfghjkmpqrtvwxyn2346789]{5}$/.test(text))
    either.push(`partial_key = ${values.add(text.toUpperCase())}`)
  const hosts = hostsNamed(known.hosts, [text])
  if (hosts.length > 0) either.push(anyOf('kms_host', hosts, values))
  return either.length === 1 ? (either[0] ?? 'true') : `(${either.join(' OR ')})`
}
