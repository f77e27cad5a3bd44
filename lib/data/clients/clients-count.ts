import type { Condition } from '@/lib/activation/license/assess'
import { hostsNamed, labelsLike, sameWord } from '../overview/fleet-names'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import type { ClientsFilter } from './clients-filter'
import { canonicalCode, clientsWhere, startOfDay, type WhereContext } from './clients-where'

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
  if (!isRolledUp(filter)) return countRows(filter, context)
  const values = new SqlValues()
  const where = rollUpWhere(filter, context, values)
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
  if (!isRolledUp(filter)) return undefined
  const values = new SqlValues()
  const where = rollUpWhere({ ...filter, state: [] }, context, values)
  const rows = await readRows<{ condition: Condition; clients: number }>(
    `SELECT condition, sum(clients)::int AS clients FROM fleet_count ${where && `WHERE ${where}`} GROUP BY 1`,
    values.list,
  )
  return Object.fromEntries(rows.map((row) => [row.condition, row.clients]))
}

function isRolledUp(filter: ClientsFilter): boolean {
  const usesRows =
    filter.q !== '' ||
    filter.cmid !== '' ||
    filter.key !== '' ||
    filter.names.length > 0 ||
    filter.newsOlderThanDays !== null ||
    filter.expires?.kind === 'past'
  return !usesRows
}

function rollUpWhere(filter: ClientsFilter, { known, now }: WhereContext, values: SqlValues): string {
  const among = (column: string, wanted: string[]) => `${column} = ANY(${values.add(wanted)}::text[])`
  const { expires } = filter
  const parts = [
    filter.state.length > 0 && `condition = ANY(${values.add(filter.state)}::condition[])`,
    filter.product.length > 0 && among('product_label', labelsLike(known.products, filter.product)),
    filter.channel.length > 0 && among('channel', sameWord(known.channels, filter.channel)),
    filter.host.length > 0 && among('kms_host', hostsNamed(known.hosts, filter.host)),
    filter.reason.length > 0 && among('reason', filter.reason.map(canonicalCode)),
    expires?.kind === 'never' && `expires_on = '9999-12-31'`,
  ]
  if (expires?.kind === 'within' || expires?.kind === 'between') {
    const today = startOfDay(now).toISOString().slice(0, 10)
    const from = values.add(expires.kind === 'within' ? today : expires.from)
    const end =
      expires.kind === 'within'
        ? `${from}::date + ${values.add(expires.days)}::int`
        : `${values.add(expires.to)}::date + 1`
    parts.push(`expires_on >= ${from}::date AND expires_on < ${end} AND condition IN ('licensed', 'grace')`)
  }
  return parts.filter((part) => part !== false).join(' AND ')
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
