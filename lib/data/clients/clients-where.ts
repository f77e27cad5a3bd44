import { normaliseCode } from '@/lib/activation/reason/reason-code'
import { CLIENT_FILTERS, type ClientFilterField, type ClientsFilter } from '@/lib/format/client-fields'
import { itemsOf } from '@/lib/format/clients-filter'
import { isWithin } from '../belonging/within'
import type { SqlValues } from '../sql-text'
import {
  anyOf,
  cmidIs,
  cmidWhere,
  FIELD_SQL,
  type FilterSql,
  keyCountedUnder,
  looksLikeCmid,
  nameFor,
  nameIsLike,
  type WhereContext,
} from './client-fields-sql'
import { hostsNamed, labelsLike } from './known-words'

/** The filter as conditions on `client`, joined with AND; '' when nothing is asked for. */
export function clientsWhere(filter: ClientsFilter, context: WhereContext, values: SqlValues): string {
  const parts = activeFields(filter).map(({ sql, value }) => sql.where(value, context, values))
  if (filter.q !== '') parts.push(textFound(filter.q, context, values))
  return [...parts, ...limits(context, values)].join(' AND ')
}

/** What is left to ask of a client whose kind the roll-up tells (`countedWhere`); '' when nothing is. */
export function ofKindWhere(filter: ClientsFilter, context: WhereContext, values: SqlValues): string {
  const parts = activeFields(filter)
    .filter(({ sql }) => sql.rollUp !== 'same')
    .map(({ sql, value }) => (sql.ofKind ?? sql.where)(value, context, values))
  if (filter.q !== '') parts.push(textWhere(filter.q, context, values))
  return [...parts, ...limits(context, values)].join(' AND ')
}

/** What leaves only what the reader may see, on machines, licenses and their roll-ups by site. */
export function limits({ within, sites }: WhereContext, values: SqlValues): string[] {
  if (within === undefined) return []
  return [sites?.isInUse ? isWithin(within, values) : 'false']
}

/** Whether matches that are not met near the beginning of an order are gathered: passing all machines by would take longer. */
export const isSoonGathered = (filter: ClientsFilter): boolean =>
  activeFields(filter).some(({ sql }) => sql.isGathered)

/** What a roll-up counts: machines, or licenses. */
type Counted = 'fleet' | 'license'
/** By day, without days, and by site, also without. */
export type RollUp<What extends Counted> = `${What}_count` | `${What}_kind` | `${What}_count_by_site`

/** The smallest roll-up that a filter is counted by: with sites the one that has them. */
export function rollUpFor<What extends Counted>(
  what: What,
  filter: Partial<ClientsFilter>,
  { sites, within }: WhereContext,
  isBySite = false,
): RollUp<What> {
  const needsSites = isBySite || within !== undefined || itemsOf(filter, 'site').length > 0
  if (sites?.isInUse && needsSites) return `${what}_count_by_site`
  return activeFields(filter).some(({ sql }) => sql.byDay) ? `${what}_count` : `${what}_kind`
}

/** The filter as conditions on its roll-up (`rollUpFor`); undefined when that cannot answer it. */
export function rollUpWhere(
  filter: ClientsFilter,
  context: WhereContext,
  values: SqlValues,
  isBySite = false,
): string | undefined {
  if (filter.q !== '') return undefined
  const parts = fieldsInRollUp(activeFields(filter), context, values, isBySite)
  return parts.includes(undefined) ? undefined : [...parts, ...limits(context, values)].join(' AND ')
}

/** What its roll-up (`rollUpFor`) knows of the filter: each match is counted under one of these rows; '' when it knows nothing. */
export function countedWhere(filter: ClientsFilter, context: WhereContext, values: SqlValues): string {
  const fields = activeFields(filter)
  const isBySite = hasSite(fields, context)
  const parts = fields.map(
    ({ sql, value }) =>
      rollUpOf(sql, value, context, values, isBySite) ?? sql.countedUnder?.(value, context, values),
  )
  if (filter.q !== '') parts.push(textCountedUnder(filter.q, context, values))
  return [...parts.filter((part) => part !== undefined), ...limits(context, values)].join(' AND ')
}

/** Each field's condition on a roll-up; undefined where the roll-up cannot answer it. */
export function fieldsInRollUp(
  fields: readonly ActiveField[],
  context: WhereContext,
  values: SqlValues,
  isBySite = false,
) {
  const has = isBySite || hasSite(fields, context)
  return fields.map(({ sql, value }) => rollUpOf(sql, value, context, values, has))
}

const hasSite = (fields: readonly ActiveField[], { sites, within }: WhereContext) =>
  sites?.isInUse === true && (within !== undefined || fields.some(({ sql }) => sql.rollUp === 'site'))

function rollUpOf(
  { where, rollUp, byDay }: FilterSql<unknown>,
  value: unknown,
  context: WhereContext,
  values: SqlValues,
  isBySite: boolean,
): string | undefined {
  if (rollUp === 'none' || (isBySite && byDay)) return undefined
  return rollUp === 'same' || rollUp === 'site'
    ? where(value, context, values)
    : rollUp(value, context, values)
}

interface ActiveField {
  sql: FilterSql<unknown>
  value: unknown
}

/**
 * The fields that narrow the list; with a day, the state is the one of that day. The table's types pair each field's SQL with
 * its value; a loop cannot.
 */
export function activeFields(
  filter: Partial<ClientsFilter>,
  fields: readonly ClientFilterField[] = CLIENT_FILTERS,
): ActiveField[] {
  return fields
    .filter((field) => itemsOf(filter, field).length > 0 && !(field === 'state' && filter.at))
    .map((field) => ({
      sql: FIELD_SQL[field] as FilterSql<unknown>,
      value: field === 'at' ? { day: filter.at, states: filter.state ?? [] } : filter[field],
    }))
}

const LETTERS_OF_PRODUCT = 3
/** Not the number of a machine: an HRESULT of an error, in hexadecimal digits or as the number that scripts print. */
const LOOKS_LIKE_CODE = /^(?:(0x)?[8c][0-9a-f]{7}|-\d{9,10})$/

/** What a free text may be besides a part of a name. */
export function meaningsOf(q: string, { known }: Pick<WhereContext, 'known'>) {
  const text = q.trim().toLowerCase()
  return {
    text,
    cmid: looksLikeCmid(text) ? text : undefined,
    lastFive: /^[bcdfghjkmpqrtvwxyn2346789]{5}$/.test(text) ? text.toUpperCase() : undefined,
    hosts: hostsNamed(known.host, [text]),
    reason: LOOKS_LIKE_CODE.test(text) ? normaliseCode(text) : undefined,
    /** for a text that is part of no name: 'win' is first of all a part of names */
    products: text.length < LETTERS_OF_PRODUCT ? [] : labelsLike(known.product, [text]),
  }
}

/**
 * Free text is part of a name; where it has the shape of a CMID, a last five, a reason code or a KMS host, it is that too, and
 * where no name has it, a part of a product. For machines that are passed one by one.
 */
function textWhere(q: string, context: WhereContext, values: SqlValues): string {
  const { text, cmid, lastFive, hosts, reason, products } = meaningsOf(q, context)
  const either: string[] = []
  if (!context.isNoName) either.push(nameIsLike(text, values))
  if (cmid !== undefined) either.push(cmidIs(cmid, 'cmid', values))
  if (lastFive !== undefined) either.push(`partial_key = ${values.add(lastFive)}`)
  if (hosts.length > 0) either.push(anyOf('kms_host', hosts, values))
  if (reason !== undefined) either.push(`reason = ${values.add(reason)}`)
  if (context.isNoName && products.length > 0) either.push(anyOf('product_label', products, values))
  return either.length === 1 ? (either[0] ?? 'true') : `(${either.join(' OR ') || 'false'})`
}

/** The same, found by indexes: each way by itself, since none would serve an OR between them. */
function textFound(q: string, context: WhereContext, values: SqlValues): string {
  const { text, cmid, lastFive, hosts, reason, products } = meaningsOf(q, context)
  const isCommon = hosts.length > 0 || reason !== undefined || (context.isNoName && products.length > 0)
  // Of a host, a code or a product there are many machines: some are soon met.
  if (isCommon) return textWhere(q, context, values)
  const ways: string[] = []
  if (!context.isNoName) ways.push(nameFor(context)(text, values))
  if (cmid !== undefined) ways.push(cmidWhere(cmid, values))
  if (lastFive !== undefined) ways.push(`partial_key = ${values.add(lastFive)}`)
  if (ways.length < 2) return ways[0] ?? 'false'
  const found = ways.map(
    (way) => `SELECT id FROM client WHERE ${[way, ...limits(context, values)].join(' AND ')}`,
  )
  return `id IN (${found.join(' UNION ALL ')})`
}

/** A text that is nothing but a last five, a KMS host, a code or a product says as much as that filter. */
function textCountedUnder(q: string, context: WhereContext, values: SqlValues): string | undefined {
  const { cmid, lastFive, hosts, reason, products } = meaningsOf(q, context)
  if (!context.isNoName || cmid !== undefined) return undefined
  const ways = [
    lastFive !== undefined && (() => keyCountedUnder(lastFive, values)),
    hosts.length > 0 && (() => anyOf('kms_host', hosts, values)),
    reason !== undefined && (() => `reason = ${values.add(reason)}`),
    products.length > 0 && (() => anyOf('product_label', products, values)),
  ].filter((way) => way !== false)
  return ways.length === 1 ? ways[0]?.() : undefined
}
