import { CLIENT_FILTERS, type ClientsFilter } from '@/lib/format/client-fields'
import { itemsOf } from '@/lib/format/clients-filter'
import { likeAnywhere, type SqlValues } from '../sql-text'
import {
  anyOf,
  cmidWhere,
  FIELD_SQL,
  type FilterSql,
  looksLikeCmid,
  type WhereContext,
} from './client-fields-sql'
import { hostsNamed } from './known-words'

/** The filter as conditions on `client`, joined with AND; '' when nothing is asked for. */
export function clientsWhere(filter: ClientsFilter, context: WhereContext, values: SqlValues): string {
  const parts = activeFields(filter).map(({ sql, value }) => sql.where(value, context, values))
  if (filter.q !== '') parts.push(textWhere(filter.q, context, values))
  return parts.join(' AND ')
}

/** The filter as conditions on the roll-up `fleet_count`; undefined when the roll-up cannot answer it. */
export function rollUpWhere(
  filter: ClientsFilter,
  context: WhereContext,
  values: SqlValues,
): string | undefined {
  if (filter.q !== '') return undefined
  const parts = activeFields(filter).map(({ sql, value }) => {
    if (sql.rollUp === 'none') return undefined
    return sql.rollUp === 'same' ? sql.where(value, context, values) : sql.rollUp(value, context, values)
  })
  return parts.includes(undefined) ? undefined : parts.join(' AND ')
}

/** The fields that narrow the list. The table's types pair each field's SQL with its value; a loop cannot. */
function activeFields(filter: ClientsFilter): { sql: FilterSql<unknown>; value: unknown }[] {
  return CLIENT_FILTERS.filter((field) => itemsOf(filter, field).length > 0).map((field) => ({
    sql: FIELD_SQL[field] as FilterSql<unknown>,
    value: filter[field],
  }))
}

/** Free text is part of a name; where it has the shape of a CMID, a last five or a KMS host, it is that too. */
function textWhere(q: string, { known }: WhereContext, values: SqlValues): string {
  const text = q.trim().toLowerCase()
  const either = [`name LIKE ${values.add(likeAnywhere(text))}`]
  if (looksLikeCmid(text)) either.push(cmidWhere(text, values))
  if (/^[bcdfghjkmpqrtvwxyn2346789]{5}$/.test(text))
    either.push(`partial_key = ${values.add(text.toUpperCase())}`)
  const hosts = hostsNamed(known.host, [text])
  if (hosts.length > 0) either.push(anyOf('kms_host', hosts, values))
  return either.length === 1 ? (either[0] ?? 'true') : `(${either.join(' OR ')})`
}
