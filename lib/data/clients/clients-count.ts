import type { Condition } from '@/lib/activation/license/assess'
import type { ClientsFilter } from '@/lib/format/client-fields'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import type { WhereContext } from './client-fields-sql'
import { clientsWhere, rollUpWhere } from './clients-where'

/** How many machines match. Beyond the bound only "at least" is known. */
export interface MatchCount {
  value: number
  isExact: boolean
}

const COUNT_BOUND = 10_000

/**
 * Counts from the roll-up when it holds every field that is filtered on: exact and independent of the size
 * of the fleet. Otherwise counts rows up to a bound.
 */
export async function countClients(filter: ClientsFilter, context: WhereContext): Promise<MatchCount> {
  const values = new SqlValues()
  const where = rollUpWhere(filter, context, values)
  if (where === undefined) return countRows(filter, context)
  const rows = await readRows<{ clients: number }>(
    `SELECT coalesce(sum(clients), 0)::int AS clients FROM fleet_count ${where && `WHERE ${where}`}`,
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
    `SELECT condition, sum(clients)::int AS clients FROM fleet_count ${where && `WHERE ${where}`} GROUP BY 1`,
    values.list,
  )
  return Object.fromEntries(rows.map((row) => [row.condition, row.clients]))
}

async function countRows(filter: ClientsFilter, context: WhereContext): Promise<MatchCount> {
  const values = new SqlValues()
  const where = clientsWhere(filter, context, values)
  const rows = await readRows<{ clients: number }>(
    `SELECT count(*)::int AS clients FROM (SELECT FROM client WHERE ${where || 'true'} LIMIT ${values.add(COUNT_BOUND + 1)}) found`,
    values.list,
  )
  const counted = rows[0]?.clients ?? 0
  return counted > COUNT_BOUND ? { value: COUNT_BOUND, isExact: false } : { value: counted, isExact: true }
}
