import { explainReason } from '@/lib/activation/reason/explain-reason'
import { momentsOf } from '@/lib/activation/report/period'
import { columns } from '@/lib/activation/report/report'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { loadReferenceBook } from '../reference/own-entries'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import { type MachinesRequest, machinesWhere, ofMachinesFor, sum } from './machines'
import type { ReportLoader } from './report-request'

const MOST_BARS = 12

interface Failure {
  code: string
  machines: number
  began: number
  solved: number
  medianDays: number | null
}

/** A license that was activated before, or should be, and is not. */
const FAILS = `('grace', 'notification', 'unlicensed')`

/** R10: by reason code, the machines that are not licensed, and those that became so or recovered in the period. */
export const loadFailures: ReportLoader = async (reader, request) => {
  const [failures, { reasons }] = await Promise.all([
    loadByCode(ofMachinesFor(reader, request)),
    loadReferenceBook(reader),
  ])
  const now = sum(failures, ({ machines }) => machines)
  const began = sum(failures, ({ began: n }) => n)
  const solved = sum(failures, ({ solved: n }) => n)
  const worst = failures.find(({ code }) => code !== '')
  const meaningOf = (code: string) =>
    code === '' ? 'No reason reported' : explainReason(code, {}, reasons).meaning
  return {
    answer: `${formatCountOf(now, 'machine')} ${now === 1 ? 'is' : 'are'} not licensed now. In the period ${formatCountOf(began, 'machine')} failed and ${formatCountOf(solved, 'recovered', 'recovered')}${worst && worst.machines > 0 ? `; most often: ${meaningOf(worst.code)} (${worst.code})` : ''}.`,
    counted: formatCountOf(now, 'machine'),
    charts: [
      {
        kind: 'bars',
        title: 'Machines by reason',
        labels: failures.slice(0, MOST_BARS).map(({ code }) => code || 'none'),
        series: [
          {
            name: 'Not licensed now',
            tone: 'bad',
            values: failures.slice(0, MOST_BARS).map(({ machines }) => machines),
          },
        ],
      },
    ],
    tables: [
      {
        title: 'By reason',
        columns: columns(
          'Code',
          'Meaning',
          ['Machines now', 'count'],
          ['New', 'count'],
          ['Solved', 'count'],
          ['Days to solve, median', 'figure'],
        ),
        rows: failures.map((one) => [
          one.code ? { value: one.code, href: paths.reference({ q: one.code }) } : 'None',
          meaningOf(one.code),
          one.code && one.machines > 0
            ? {
                value: one.machines,
                href: paths.clients({ reason: one.code, state: 'grace,notification,unlicensed' }),
              }
            : one.machines,
          one.began,
          one.solved,
          one.medianDays,
        ]),
        total: ['All', null, now, began, solved],
        empty: 'No machine fails.',
      },
    ],
    notes: [
      'A machine fails from when its license left the state Licensed, or was first seen without it, until it is licensed again; silent machines are not among them.',
      'New and solved go by the reason with which the failure began; machines now by the reason reported last.',
    ],
  }
}

/** Failures that began or ended in the period are of machines that changed in it. */
async function loadByCode(request: MachinesRequest): Promise<Failure[]> {
  const { since, until } = momentsOf(request.period)
  const values = new SqlValues()
  const [from, to] = [values.add(since), values.add(until)]
  const where = machinesWhere({ ...request, filters: { ...request.filters, code: undefined } }, values)
  const rows = await readRows<Failure>(
    `WITH told AS (
       SELECT l.client_id, l.at, l.reason, l.to_condition,
              lag(l.to_condition) OVER (PARTITION BY l.client_id ORDER BY l.at) AS before
         FROM license_change l
        WHERE l.is_primary AND l.client_id IN (
                SELECT c.id FROM license_change p JOIN client c ON c.id = p.client_id
                 WHERE p.is_primary AND p.at >= ${from} AND p.at < ${to} AND ${where})),
     turns AS (
       SELECT client_id, at, coalesce(reason, '') AS code, to_condition,
              lead(at) OVER (PARTITION BY client_id ORDER BY at) AS ended,
              lead(to_condition) OVER (PARTITION BY client_id ORDER BY at) AS next
         FROM told WHERE (to_condition IN ${FAILS}) IS DISTINCT FROM (before IN ${FAILS})),
     spells AS (
       SELECT code, at >= ${from} AND at < ${to} AS is_new,
              next = 'licensed' AND ended >= ${from} AND ended < ${to} AS is_solved,
              extract(epoch FROM ended - at) / 86400 AS days
         FROM turns WHERE to_condition IN ${FAILS}),
     past AS (
       SELECT code, count(*) FILTER (WHERE is_new)::int AS began, count(*) FILTER (WHERE is_solved)::int AS solved,
              percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FILTER (WHERE is_solved) AS median
         FROM spells GROUP BY 1),
     present AS (
       SELECT c.reason AS code, sum(c.clients)::int AS machines
         FROM fleet_method c WHERE c.condition IN ${FAILS} AND ${where} GROUP BY 1)
     SELECT code, coalesce(machines, 0) AS machines, coalesce(began, 0) AS began, coalesce(solved, 0) AS solved,
            round(median::numeric, 1)::float8 AS median_days
       FROM present FULL JOIN past USING (code)
      WHERE machines > 0 OR began > 0 OR solved > 0 ORDER BY 2 DESC, 3 DESC, 1`,
    values.list,
  )
  const { code } = request.filters
  return code ? rows.filter((row) => row.code === code) : rows
}
