import { columns } from '@/lib/activation/report/report'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { loadMakSummaries } from '../mak/mak-summaries'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import { groupedMachines, METHOD, sum } from './machines'
import type { ReportLoader, ReportRequest } from './report-request'

const METHODS = ['KMS', 'Directory', 'MAK', 'AVMA', 'Subscription'] as const

interface Counted {
  product: string
  method: string
  machines: number
}

/** R14: machines by product and method against the licenses entered, and what was granted of MAKs against what is used. */
export const loadReconciliation: ReportLoader = async (reader, request) => {
  const [counts, maks, bought] = await Promise.all([
    countMethods(request),
    loadMakSummaries(reader, request.now),
    loadBought(request),
  ])
  const all = sum(counts, ({ machines }) => machines)
  const granted = sum(maks, ({ figure }) => figure.granted)
  const used = sum(maks, ({ figure }) => figure.used)
  const of = (list: readonly Counted[], method: string) =>
    sum(list, (one) => (one.method === method ? one.machines : 0))
  const rest = (list: readonly Counted[]) =>
    sum(list, ({ machines }) => machines) - sum(METHODS, (method) => of(list, method))
  const byProduct = Map.groupBy(counts, ({ product }) => product)
  const products = [...new Set([...byProduct.keys(), ...(bought?.keys() ?? [])])]
    .map((product) => [product, byProduct.get(product) ?? []] as const)
    .sort(
      ([, one], [, other]) => sum(other, ({ machines }) => machines) - sum(one, ({ machines }) => machines),
    )
  const rowOf = (list: readonly Counted[], licenses: number | undefined, machines = list) => [
    sum(list, (one) => one.machines),
    ...METHODS.map((method) => of(list, method)),
    rest(list),
    ...(bought ? boughtCells(licenses, machines) : []),
  ]
  const entered = counts.filter(({ product }) => bought?.has(product))
  const licenses = bought && bought.size > 0 ? sum([...bought.values()], (count) => count) : undefined
  return {
    answer: `${formatCountOf(all, 'machine')} ${all === 1 ? 'runs' : 'run'} ${formatCountOf(byProduct.size, 'product')}. ${sayBought(licenses, entered)}Of MAKs ${formatCountOf(granted, 'activation was', 'activations were')} granted and ${formatCountOf(used, 'is', 'are')} used.`,
    counted: formatCountOf(all, 'machine'),
    charts: [
      {
        kind: 'bars',
        title: 'Machines by product',
        labels: products.slice(0, 12).map(([product]) => product || 'None known'),
        series: [
          {
            name: 'Machines',
            tone: 'accent',
            values: products.slice(0, 12).map(([, list]) => sum(list, ({ machines }) => machines)),
          },
        ],
      },
    ],
    tables: [
      {
        title: 'Machines found',
        columns: columns(
          'Product',
          ['Machines', 'count'],
          ...METHODS.map((method): [string, 'count'] => [method, 'count']),
          ['Otherwise', 'count'],
          ...(bought ? BOUGHT : []),
        ),
        rows: products.map(([product, list]) => [
          product ? { value: product, href: paths.clients({ product }) } : 'None known',
          ...rowOf(list, bought?.get(product)),
        ]),
        total: ['All', ...rowOf(counts, licenses, entered)],
        empty: 'No machines are known yet.',
      },
      {
        title: 'MAKs: granted against used',
        columns: columns('Key', 'For', ['Granted', 'count'], ['Used', 'count'], ['Difference', 'change']),
        rows: maks.map(({ keyId, lastFive, label, figure }) => [
          { value: lastFive, href: paths.ledger(keyId) },
          label,
          figure.granted,
          figure.used,
          figure.granted - figure.used,
        ]),
        total: ['All', null, granted, used, granted - used],
        empty: 'No MAK is in use.',
      },
    ],
    notes: [
      'Activation is not compliance: a machine may be activated without a license that covers it, and licensed without being activated.',
      'Bought is what people entered from agreements, by product. The difference is bought less machines found; what one license covers, such as two machines of one person or every core of a server, is for the agreement to say.',
      'Used is what sources saw of a MAK. Where Microsoft counts more, fewer are left than the difference: R7 says how many.',
      ...(bought ? [] : ['What was bought is not known by site, and not shown here.']),
    ],
  }
}

const BOUGHT: [string, 'count' | 'change'][] = [
  ['Bought', 'count'],
  ['Difference', 'change'],
]

const boughtCells = (licenses: number | undefined, machines: readonly Counted[]) =>
  licenses === undefined ? [null, null] : [licenses, licenses - sum(machines, (one) => one.machines)]

function sayBought(licenses: number | undefined, entered: readonly Counted[]): string {
  if (licenses === undefined) return ''
  const machines = sum(entered, (one) => one.machines)
  return `${formatCountOf(licenses, 'license is', 'licenses are')} entered as bought, for products that ${formatCountOf(machines, 'machine runs', 'machines run')}. `
}

/** Licenses bought by product; undefined where a site narrows the report, since nobody enters them by site. */
async function loadBought({ filters }: ReportRequest): Promise<Map<string, number> | undefined> {
  if (filters.site) return undefined
  const rows = await readRows<{ product: string; licenses: number }>(
    'SELECT product, licenses FROM entitlement WHERE $1::text IS NULL OR product = $1',
    [filters.product ?? null],
  )
  return new Map(rows.map(({ product, licenses }) => [product, licenses]))
}

function countMethods(request: ReportRequest): Promise<Counted[]> {
  const values = new SqlValues()
  return readRows(
    `SELECT coalesce(c.product_label, '') AS product, ${METHOD} AS method, sum(c.machines)::int AS machines
       FROM ${groupedMachines({ ...request, within: undefined }, values)} GROUP BY 1, 2 ORDER BY 1, 2`,
    values.list,
  )
}
