import type { Condition } from '@/lib/activation/license/assess'
import type { ClientsFilter } from '@/lib/format/client-fields'
import { isFiltered } from '@/lib/format/clients-filter'
import { COUNTED_LIVE } from '../belonging/belonging-rules'
import { readRows } from '../rows'
import { likeName, SqlValues } from '../sql-text'
import type { WhereContext } from './client-fields-sql'
import { activeFields, clientsWhere, meaningsOf, rollUpFor, rollUpWhere } from './clients-where'

/** How many machines match. Beyond the bound only "at least" is known. */
export interface MatchCount {
  value: number
  isExact: boolean
}

const COUNT_BOUND = 10_000
/** Owners, departments and tags are counted one by one, since no roll-up has them. */
const LIVE_BOUND = COUNTED_LIVE

/**
 * Counts from the roll-up when it holds every field that is filtered on: exact and independent of the size
 * of the fleet. Otherwise counts rows up to a bound.
 */
export async function countClients(filter: ClientsFilter, context: WhereContext): Promise<MatchCount> {
  const values = new SqlValues()
  const where = rollUpWhere(filter, context, values)
  if (where === undefined) return countRows(filter, context)
  const rows = await readRows<{ clients: number }>(
    `SELECT coalesce(sum(clients), 0)::int AS clients FROM ${rollUpFor('fleet_count', filter, context)} ${where && `WHERE ${where}`}`,
    values.list,
  )
  return { value: rows[0]?.clients ?? 0, isExact: true }
}

/** Machines per condition under the rest of the filter; only for filters the roll-up can answer. */
export async function countByCondition(
  filter: ClientsFilter,
  context: WhereContext,
): Promise<Partial<Record<Condition, number>> | undefined> {
  const values = new SqlValues()
  const where = rollUpWhere({ ...filter, state: [] }, context, values)
  if (where === undefined) return undefined
  const rows = await readRows<{ condition: Condition; clients: number }>(
    `SELECT condition, sum(clients)::int AS clients FROM ${rollUpFor('fleet_count', filter, context)} ${where && `WHERE ${where}`} GROUP BY 1`,
    values.list,
  )
  return Object.fromEntries(rows.map((row) => [row.condition, row.clients]))
}

async function countRows(filter: ClientsFilter, context: WhereContext): Promise<MatchCount> {
  const values = new SqlValues()
  const bound = activeFields(filter).some(({ sql }) => sql.countedLive) ? LIVE_BOUND : COUNT_BOUND
  const matches = isNameAlone(filter, context)
    ? // The names as they are written: one that was joined to another machine's is not the machine's own.
      `client_name WHERE joined_at IS NULL AND name LIKE ${values.add(likeName(filter.q.trim().toLowerCase()))}`
    : `client WHERE ${clientsWhere(filter, context, values) || 'true'}`
  const rows = await readRows<{ clients: number }>(
    `SELECT count(*)::int AS clients FROM (SELECT FROM ${matches} LIMIT ${values.add(bound + 1)}) found`,
    values.list,
  )
  const counted = rows[0]?.clients ?? 0
  return counted > bound ? { value: bound, isExact: false } : { value: counted, isExact: true }
}

/** Whether nothing is asked for but a part of a name. */
function isNameAlone(filter: ClientsFilter, context: WhereContext): boolean {
  const { cmid, lastFive, hosts, reason, products } = meaningsOf(filter.q, context)
  const isProduct = context.isNoName === true && products.length > 0
  const isName = filter.q !== '' && !cmid && !lastFive && !reason && !isProduct && hosts.length === 0
  return isName && !isFiltered({ ...filter, q: '' })
}
