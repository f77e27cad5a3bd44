import type { Condition } from '@/lib/activation/license/lapse'
import { dayAfter } from '@/lib/activation/report/period'
import { columns } from '@/lib/activation/report/report'
import { conditionLabel } from '@/lib/activation/words/labels'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { utcDay } from '../overview/overview-shapes'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import { groupedMachines, type MachinesRequest, METHOD, machinesWhere, ofMachinesFor, sum } from './machines'
import type { ReportLoader } from './report-request'

/** Windows by the days until the end, the last not included: as the overview counts its 7 and 30 days. */
const WINDOWS = [
  { name: 'Overdue', below: 0 },
  { name: 'Within 7 days', below: 7 },
  { name: '8 to 30 days', below: 30 },
  { name: '31 to 60 days', below: 60 },
  { name: '61 to 90 days', below: 90 },
  { name: '91 to 180 days', below: 180 },
] as const

/** What ends: a license that holds and has an end, or one whose end has come. */
const ENDS = `(c.condition IN ('licensed', 'grace') AND c.expires_at >= $1::date)
  OR (c.condition NOT IN ('licensed', 'grace') AND c.expires_at < $1::date + 1)`

interface Counted {
  days: number
  product: string
  cause: string
  machines: number
}

/** R5: the machines whose license ends, by how soon and by what, and each of them beneath. */
export const loadRunningOut: ReportLoader = async (reader, asked) => {
  const request = ofMachinesFor(reader, asked)
  const [counts, machines, all] = await Promise.all([
    countEnds(request),
    loadMachines(request),
    countAll(request),
  ])
  const within = (below: number) =>
    sum(
      counts.filter(({ days }) => days >= 0 && days < below),
      ({ machines: n }) => n,
    )
  const overdue = sum(
    counts.filter(({ days }) => days < 0),
    ({ machines: n }) => n,
  )
  const ending = sum(counts, ({ machines: n }) => n)
  return {
    answer: `${formatCountOf(within(30), 'machine')} ${within(30) === 1 ? 'ends' : 'end'} within 30 days, ${formatCountOf(within(7), 'of them', 'of them')} within 7; ${formatCountOf(overdue, 'has ended', 'have ended')} already.`,
    counted: formatCountOf(all, 'machine'),
    charts: [
      {
        kind: 'bars',
        title: 'Machines by the time left',
        labels: WINDOWS.map(({ name }) => name),
        series: causesOf(counts).map((cause, at) => ({
          name: cause,
          tone: (['accent', 'watch', 'warn', 'silent', 'ok', 'soft', 'bad'] as const)[at % 7] ?? 'soft',
          values: WINDOWS.map((_, place) =>
            sum(
              inWindow(counts, place).filter((one) => one.cause === cause),
              ({ machines: n }) => n,
            ),
          ),
        })),
      },
    ],
    tables: [
      {
        title: 'By window, product and method',
        columns: columns('Window', 'Product', 'Method', ['Machines', 'count']),
        rows: WINDOWS.flatMap(({ name }, place) =>
          inWindow(counts, place).map(({ product, cause, machines: n }) => [
            name,
            product || 'None known',
            cause,
            n,
          ]),
        ),
        total: ['All', null, null, ending],
        empty: 'Nothing ends within 180 days.',
      },
      {
        title: 'By machine',
        columns: columns(
          ['Machine', 'machine'],
          'Product',
          'State',
          'Method',
          ['Ends', 'day'],
          ['KMS host', 'kmsHost'],
          ['Last report', 'time'],
        ),
        rows: machines,
        of: ending,
        empty: 'Nothing ends within 180 days.',
      },
    ],
    notes: [
      'A machine that activates through KMS renews every week and always has about 170 days left: it stands in the last window though nothing is wrong.',
      'What ends and what may be used are different things: activation is not compliance.',
    ],
  }
}

const inWindow = (counts: readonly Counted[], place: number) => {
  const from = place === 0 ? Number.NEGATIVE_INFINITY : (WINDOWS[place - 1]?.below ?? 0)
  return counts.filter(({ days }) => days >= from && days < (WINDOWS[place]?.below ?? 0))
}

const causesOf = (counts: readonly Counted[]) => [...new Set(counts.map(({ cause }) => cause))].sort()

/** One row a window, product and method: `days` is that of the window's first day. */
async function countEnds(request: MachinesRequest): Promise<Counted[]> {
  const values = new SqlValues()
  values.add(utcDay(request.now))
  const bounds = WINDOWS.map(({ below }) => below)
  const starts = `CASE ${bounds.map((below, at) => `WHEN days < ${below} THEN ${at === 0 ? -1 : bounds[at - 1]}`).join(' ')} END`
  return readRows(
    `SELECT ${starts} AS days, product, cause, sum(machines)::int AS machines
       FROM (SELECT CASE WHEN c.condition IN ('licensed', 'grace') THEN c.end_day - $1::date ELSE -1 END AS days,
                    coalesce(c.product_label, '') AS product,
                    CASE WHEN c.condition = 'grace' THEN 'Grace' ELSE ${METHOD} END AS cause, c.machines
               FROM (SELECT (c.expires_at AT TIME ZONE 'UTC')::date AS end_day, c.condition, c.product_label, c.channel, c.activated_by,
                            count(*) AS machines
                       FROM client c WHERE (${ENDS}) AND ${machinesWhere(request, values)} GROUP BY 1, 2, 3, 4, 5) c) ends
      WHERE days < 180 GROUP BY 1, 2, 3 ORDER BY 1, 4 DESC, 2, 3`,
    values.list,
  )
}

async function loadMachines(request: MachinesRequest) {
  const values = new SqlValues()
  values.add(utcDay(request.now))
  const rows = await readRows<{
    name: string
    product: string | null
    condition: Condition
    method: string
    expiresAt: string
    kmsHost: string | null
    observedAt: string | null
  }>(
    `SELECT c.name, c.product_label AS product, c.condition, ${METHOD} AS method, c.expires_at, c.kms_host, c.observed_at
       FROM client c WHERE (${ENDS}) AND c.expires_at < ${values.add(`${dayAfter(utcDay(request.now), 180)}T00:00:00Z`)}
        AND ${machinesWhere(request, values)}
      ORDER BY c.expires_at, c.name LIMIT ${values.add(request.rows)}`,
    values.list,
  )
  return rows.map(({ name, product, condition, method, expiresAt, kmsHost, observedAt }) => [
    { value: name, href: paths.client(name) },
    product,
    conditionLabel(condition),
    method,
    expiresAt.slice(0, 10),
    kmsHost,
    observedAt,
  ])
}

async function countAll(request: MachinesRequest): Promise<number> {
  const values = new SqlValues()
  const [row] = await readRows<{ machines: number }>(
    `SELECT coalesce(sum(machines), 0)::int AS machines FROM ${groupedMachines(request, values)}`,
    values.list,
  )
  return row?.machines ?? 0
}
