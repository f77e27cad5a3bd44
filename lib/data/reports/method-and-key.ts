import { columns } from '@/lib/activation/report/report'
import { formatCountOf, formatShare } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import { groupedMachines, type MachinesRequest, METHOD, ofMachinesFor, sum } from './machines'
import type { ReportLoader } from './report-request'

/** Ways that no volume agreement gives. */
const OUTSIDE = new Set(['Retail', 'OEM', 'Evaluation', 'Unknown'])
const METHOD_TONES = {
  KMS: 'accent',
  Directory: 'ok',
  MAK: 'watch',
  AVMA: 'soft',
  Subscription: 'warn',
} as const
const MOST_BARS = 12

interface Counted {
  product: string
  method: string
  machines: number
  keys: number
}

/** R13: products by what activates their machines, with the keys behind and what stands outside volume activation. */
export const loadMethodAndKey: ReportLoader = async (reader, request) => {
  const counts = await countMethods(ofMachinesFor(reader, request))
  const all = sum(counts, ({ machines }) => machines)
  const byMethod = [...Map.groupBy(counts, ({ method }) => method)]
    .map(([method, list]) => ({ method, machines: sum(list, ({ machines }) => machines) }))
    .sort((one, other) => other.machines - one.machines)
  const outside = sum(counts, ({ method, machines }) => (OUTSIDE.has(method) ? machines : 0))
  const products = [...new Set(counts.map(({ product }) => product))]
  return {
    answer: `${
      byMethod
        .slice(0, 3)
        .map(({ method, machines }) => `${method} activates ${formatShare(machines, all)}`)
        .join(', ') || 'Nothing activates anything yet'
    }; ${formatCountOf(outside, 'machine')} of ${formatCountOf(all, 'machine')} ${outside === 1 ? 'stands' : 'stand'} outside volume activation.`,
    counted: formatCountOf(all, 'machine'),
    charts: [
      {
        kind: 'bars',
        title: `Machines by product and method${products.length > MOST_BARS ? `, the ${MOST_BARS} largest products` : ''}`,
        labels: products.slice(0, MOST_BARS).map((product) => product || 'None known'),
        series: byMethod.map(({ method }) => ({
          name: method,
          tone: METHOD_TONES[method as keyof typeof METHOD_TONES] ?? 'silent',
          values: products
            .slice(0, MOST_BARS)
            .map((product) =>
              sum(counts, (one) => (one.product === product && one.method === method ? one.machines : 0)),
            ),
        })),
      },
    ],
    tables: [
      {
        title: 'By product and method',
        columns: columns(
          'Product',
          'Method',
          ['Machines', 'count'],
          ['Keys', 'count'],
          ['Outside volume activation', 'count'],
        ),
        rows: counts.map(({ product, method, machines, keys }) => [
          product ? { value: product, href: paths.clients({ product }) } : 'None known',
          method,
          machines,
          keys,
          OUTSIDE.has(method) ? machines : 0,
        ]),
        total: ['All', null, all, null, outside],
        empty: 'No machines are known yet.',
      },
    ],
    notes: [
      'Machines count once, by the license of their Windows; Office and add-ons stand under Licenses.',
      'Keys are told apart by their last five characters, which several keys may share.',
      'How a machine was activated says nothing of whether it may be.',
    ],
  }
}

async function countMethods(request: MachinesRequest): Promise<Counted[]> {
  const values = new SqlValues()
  return readRows(
    `SELECT product, method, machines, keys FROM (
       SELECT coalesce(c.product_label, '') AS product, ${METHOD} AS method, sum(c.machines)::int AS machines,
              count(DISTINCT nullif(c.partial_key, ''))::int AS keys
         FROM ${groupedMachines(request, values)} GROUP BY 1, 2) counted
      ORDER BY sum(machines) OVER (PARTITION BY product) DESC, product, machines DESC, method`,
    values.list,
  )
}
