import type { Condition } from '@/lib/activation/license/assess'
import { CONDITIONS } from '@/lib/activation/words/labels'
import type { ClientsFilter } from '@/lib/format/client-fields'
import { isFiltered } from '@/lib/format/clients-filter'
import { COUNTED_LIVE } from '../belonging/belonging-rules'
import { readRows } from '../rows'
import { likeName, SqlValues } from '../sql-text'
import type { WhereContext } from './client-fields-sql'
import { countThen } from './clients-at'
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
  const then = await countDay(filter, context)
  if (then !== undefined) {
    const states = filter.state.length > 0 ? filter.state : CONDITIONS
    return { value: states.reduce((sum, state) => sum + (then[state] ?? 0), 0), isExact: true }
  }
  const values = new SqlValues()
  const where = rollUpWhere(filter, context, values)
  if (where === undefined) return countRows(filter, context)
  const rows = await readRows<{ clients: number }>(
    `SELECT coalesce(sum(clients), 0)::int AS clients FROM ${rollUpFor('fleet', filter, context)} ${where && `WHERE ${where}`}`,
    values.list,
  )
  return { value: rows[0]?.clients ?? 0, isExact: true }
}

/** Machines per condition under the rest of the filter; only for filters the roll-up can answer. */
export async function countByCondition(
  filter: ClientsFilter,
  context: WhereContext,
): Promise<Partial<Record<Condition, number>> | undefined> {
  const then = await countDay({ ...filter, state: [] }, context)
  if (then !== undefined) return then
  const values = new SqlValues()
  const where = rollUpWhere({ ...filter, state: [] }, context, values)
  if (where === undefined) return undefined
  const rows = await readRows<{ condition: Condition; clients: number }>(
    `SELECT condition, sum(clients)::int AS clients FROM ${rollUpFor('fleet', filter, context)} ${where && `WHERE ${where}`} GROUP BY 1`,
    values.list,
  )
  return Object.fromEntries(rows.map((row) => [row.condition, row.clients]))
}

/** Machines by state at the end of the day of a filter that asks for nothing but that day and states. */
async function countDay(filter: ClientsFilter, { within }: WhereContext) {
  const { at } = filter
  const isAlone = within === undefined && !isFiltered({ ...filter, at: null, state: [] })
  return at !== null && isAlone ? countThen(at) : undefined
}

async function countRows(filter: ClientsFilter, context: WhereContext): Promise<MatchCount> {
  const values = new SqlValues()
  const bound = activeFields(filter).some(({ sql }) => sql.countedLive) ? LIVE_BOUND : COUNT_BOUND
  const matches = isNameAlone(filter, context)
    ? namedLike(values.add(likeName(filter.q.trim().toLowerCase())))
    : `client WHERE ${clientsWhere(filter, context, values) || 'true'}`
  const rows = await readRows<{ clients: number }>(
    `SELECT count(*)::int AS clients FROM (SELECT FROM ${matches} LIMIT ${values.add(bound + 1)}) found`,
    values.list,
  )
  const counted = rows[0]?.clients ?? 0
  return counted > bound ? { value: bound, isExact: false } : { value: counted, isExact: true }
}

/**
 * The names as they are written: one that was joined to another machine's is not the machine's own. A machine that has the text
 * only in a name that a person placed is found by that.
 */
const namedLike = (like: string) => `(
      SELECT FROM client_name WHERE joined_at IS NULL AND client_id IS NOT NULL AND name LIKE ${like} UNION ALL
      SELECT FROM (SELECT DISTINCT n.client_id FROM client_name n JOIN client c ON c.id = n.client_id
                    WHERE n.placed_at IS NOT NULL AND n.name LIKE ${like} AND c.name NOT LIKE ${like}) placed) named`

/** Whether nothing is asked for but a part of a name. */
function isNameAlone(filter: ClientsFilter, context: WhereContext): boolean {
  if (context.within !== undefined) return false
  const { cmid, lastFive, hosts, reason, products } = meaningsOf(filter.q, context)
  const isProduct = context.isNoName === true && products.length > 0
  const isName = filter.q !== '' && !cmid && !lastFive && !reason && !isProduct && hosts.length === 0
  return isName && !isFiltered({ ...filter, q: '' })
}
