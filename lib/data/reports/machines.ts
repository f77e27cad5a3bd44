import type { Condition } from '@/lib/activation/license/assess'
import { dayAfter } from '@/lib/activation/report/period'
import { isWay, type ReportWay } from '@/lib/format/reports'
import { isWithin, machinesFor, type Within } from '../belonging/within'
import type { DataReader } from '../permission'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import type { ReportRequest } from './report-request'

/** What a report of machines is asked for, and whose machines it is of. */
export interface MachinesRequest extends ReportRequest {
  within: Within
}

/** The request as one of the machines that the reader sees. Throws NotPermitted without `machine.read`. */
export const ofMachinesFor = (reader: DataReader, request: ReportRequest): MachinesRequest => ({
  ...request,
  within: machinesFor(reader),
})

/** What of a request tells which machines it means. */
type Meant = Pick<MachinesRequest, 'filters' | 'within'>

/** How a machine `c` was activated, as reports say it. */
export const METHOD = 'activation_method(c.channel, c.activated_by)'

/** The machines `c` of a report, by what narrows it and whose they are; 'true' for all. */
export function machinesWhere({ filters, within }: Meant, values: SqlValues): string {
  const { site, product, method, host, key, code } = filters
  const parts = [
    within && isWithin(within, values, 'c.site_id'),
    site && `c.site_id IN (SELECT id FROM site WHERE lower(name) = lower(${values.add(site)}))`,
    product && `c.product_label = ${values.add(product)}`,
    method && `${METHOD} = ${values.add(method)}`,
    host && `c.kms_host = lower(${values.add(host)})`,
    key && `c.partial_key = upper(${values.add(key)})`,
    code && `c.reason = ${values.add(code)}`,
  ].filter(Boolean)
  return parts.join(' AND ') || 'true'
}

/** The machines of a report as the roll-up `c` counts them, a row for each group. */
export function groupedMachines(request: Meant, values: SqlValues): string {
  return `(SELECT *, clients AS machines FROM fleet_method c WHERE ${machinesWhere(request, values)}) c`
}

/** What a machine `c` is counted under; '' = none. The names are those of figure_day as well. */
const COUNTED_UNDER: Readonly<Record<ReportWay, string>> = {
  product: `coalesce(c.product_label, '')`,
  site: `coalesce((SELECT s.name FROM site s WHERE s.id = c.site_id), '')`,
  owner: `coalesce(c.owner, '')`,
  method: METHOD,
}

/** What a report counts its machines by: product, unless another way was asked for. */
export const wayOf = ({ filters }: Pick<ReportRequest, 'filters'>): ReportWay =>
  filters.by && isWay(filters.by) ? filters.by : 'product'

/** Whether nothing narrows a report: then its past is what was noted. */
export const isWhole = ({ filters, within }: Meant) =>
  within === undefined && Object.keys(filters).every((filter) => filter === 'by')

export interface CountedMachines {
  name: string
  condition: Condition
  machines: number
}

/** Counted row by row only by owner, whom no roll-up has. */
function countedNow(request: MachinesRequest, values: SqlValues): string {
  const [table, count] =
    wayOf(request) === 'owner' ? ['client', 'count(*)'] : ['fleet_method', 'sum(c.clients)']
  return `SELECT ${COUNTED_UNDER[wayOf(request)]} AS name, c.condition, ${count}::int AS machines FROM ${table} c
           WHERE ${machinesWhere(request, values)} GROUP BY 1, 2`
}

/** The machines as they are recorded now, by name (of `wayOf`) and condition. The caller has checked the permission. */
export function countMachines(request: MachinesRequest): Promise<CountedMachines[]> {
  const values = new SqlValues()
  return readRows(countedNow(request, values), values.list)
}

/**
 * The machines at the end of a day by name and condition: as noted that night, else as they are counted now, with those
 * that changed since counted as they were before (the function conditions_before says it of each), under the names they have
 * now. Filters are of now in either case, so with them the noted figures do not serve.
 */
export async function countMachinesOn(request: MachinesRequest, day: string): Promise<CountedMachines[]> {
  if (isWhole(request)) {
    const noted = await readRows<CountedMachines>(
      'SELECT name, condition, machines FROM figure_day WHERE day = $1 AND dimension = $2',
      [day, wayOf(request)],
    )
    if (noted.length > 0) return noted
  }
  const values = new SqlValues()
  return readRows(
    `WITH since AS (
       SELECT DISTINCT ON (l.client_id) l.client_id, l.from_condition FROM license_change l
        WHERE l.is_primary AND l.at >= ${values.add(`${dayAfter(day, 1)}T00:00:00Z`)}::timestamptz ORDER BY l.client_id, l.at),
     changed AS MATERIALIZED (
       SELECT ${COUNTED_UNDER[wayOf(request)]} AS name, c.condition, s.from_condition
         FROM since s JOIN client c ON c.id = s.client_id WHERE ${machinesWhere(request, values)})
     SELECT name, condition, sum(machines)::int AS machines FROM (
       SELECT * FROM (${countedNow(request, values)}) now
        UNION ALL SELECT name, condition, -1 FROM changed
        UNION ALL SELECT name, from_condition, 1 FROM changed WHERE from_condition IS NOT NULL) counted
      GROUP BY 1, 2 HAVING sum(machines) > 0`,
    values.list,
  )
}

/** Adds up what `of` gives. */
export const sum = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((total, item) => total + of(item), 0)
