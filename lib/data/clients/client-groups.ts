import type { ClientsFilter } from '@/lib/format/client-fields'
import { isFiltered } from '@/lib/format/clients-filter'
import type { CountedGroups, ListGroup } from '@/lib/format/list-groups'
import { loadSites } from '../belonging/belonging-where'
import { machinesFor } from '../belonging/within'
import { countGroups, type GroupSource } from '../list-groups'
import type { DataReader } from '../permission'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import type { WhereContext } from './client-fields-sql'
import { conditionThen } from './clients-at'
import { whereContext } from './clients-list'
import { clientsWhere, rollUpFor, rollUpWhere } from './clients-where'

/** The machines of a filter counted by a group. Throws NotPermitted without `machine.read`. */
export async function loadClientGroups(
  reader: DataReader,
  filter: ClientsFilter,
  group: ListGroup,
  now: Date,
): Promise<CountedGroups> {
  const within = machinesFor(reader)
  const { context } = await whereContext(filter, now, within)
  if (group === 'network' && within === undefined && !isFiltered(filter)) return countDomains()
  const sites = context.sites ?? (await loadSites())
  return countGroups(group, sourceOf(filter, group, { ...context, sites }))
}

function sourceOf(filter: ClientsFilter, group: ListGroup, context: WhereContext): GroupSource {
  const day = filter.at
  const rows = {
    from: 'client' as const,
    where: (values: SqlValues) => clientsWhere(filter, context, values),
    ...(day !== null && { condition: (values: SqlValues) => conditionThen(day, values) }),
  }
  const isBySite = group === 'site'
  const hasNoRollUp = group === 'network' || (isBySite && !context.sites?.isInUse)
  if (hasNoRollUp || rollUpWhere(filter, context, new SqlValues(), isBySite) === undefined) return { rows }
  return {
    rows,
    rollUp: {
      from: rollUpFor('fleet', filter, context, isBySite),
      counted: 'clients',
      where: (values) => rollUpWhere(filter, context, values, isBySite) ?? 'false',
    },
  }
}

/** All machines by their domains, from the roll-up, which does not tell their states. */
async function countDomains(): Promise<CountedGroups> {
  const rows = await readRows<{ value: string | null; count: number }>(
    `SELECT nullif(domain, '') AS value, sum(clients)::int AS count FROM fleet_domain GROUP BY 1 ORDER BY 2 DESC, 1`,
  )
  return {
    groups: rows.map(({ value, count }) => ({ value, items: [value ?? 'none'], count, byCondition: {} })),
    isExact: true,
  }
}
