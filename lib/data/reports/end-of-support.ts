import { esuYearNeeded, type SupportEnd, supportEnd } from '@/lib/activation/product/support-table'
import { columns } from '@/lib/activation/report/report'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { esuIsFree, loadAzureHosts } from '../licenses/esu-free'
import { utcDay } from '../overview/overview-shapes'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import { groupedMachines, type MachinesRequest, machinesWhere, ofMachinesFor, sum } from './machines'
import type { ReportLoader } from './report-request'

interface Counted {
  product: string
  generation: string | null
  /** the newest year of ESU that is licensed; 0: none */
  year: number
  /** a virtual machine of Azure, which gets ESU without a key */
  isFree: boolean
  machines: number
}

type Standing = 'supported' | 'covered' | 'exempt' | 'uncovered' | 'unknown'

/** R12: whose Windows still gets updates: by itself, through a licensed year of ESU, or not at all. */
export const loadEndOfSupport: ReportLoader = async (reader, request) => {
  const today = utcDay(request.now)
  const counts = (await countYears(ofMachinesFor(reader, request))).map((one) => {
    const end = supportEnd(one.generation, one.product)
    return { ...one, end, standing: standingOf(one, end, today) }
  })
  const of = (standing: Standing, list: typeof counts = counts) =>
    sum(list, (one) => (one.standing === standing ? one.machines : 0))
  const all = sum(counts, ({ machines }) => machines)
  const products = [...Map.groupBy(counts, ({ product }) => product)].sort(
    ([, one], [, other]) =>
      of('uncovered', other) - of('uncovered', one) ||
      sum(other, ({ machines }) => machines) - sum(one, ({ machines }) => machines),
  )
  return {
    answer: `${formatCount(of('uncovered'))} of ${formatCountOf(all, 'machine')} ${of('uncovered') === 1 ? 'gets' : 'get'} no security updates: support has ended, and no ESU license for this year is known. ${formatCountOf(of('covered'), 'is', 'are')} covered by ESU${of('exempt') > 0 ? `, and ${formatCountOf(of('exempt'), 'needs', 'need')} no ESU license` : ''}.`,
    counted: formatCountOf(all, 'machine'),
    charts: [
      {
        kind: 'bars',
        title: 'Machines by the year in which updates for everybody end',
        labels: yearsOf(counts),
        series: (
          [
            ['Supported', 'ok', 'supported'],
            ['Covered by ESU', 'watch', 'covered'],
            ['ESU without a license', 'soft', 'exempt'],
            ['Uncovered', 'bad', 'uncovered'],
          ] as const
        ).map(([name, tone, standing]) => ({
          name,
          tone,
          values: yearsOf(counts).map((year) =>
            of(
              standing,
              counts.filter(({ end }) => end?.endsOn.startsWith(year)),
            ),
          ),
        })),
      },
    ],
    tables: [
      {
        title: 'By product',
        columns: columns(
          'Product',
          ['Updates end', 'day'],
          'ESU year needed now',
          ['Machines', 'count'],
          ['Supported', 'count'],
          ['Covered by ESU', 'count'],
          ['ESU without a license', 'count'],
          ['Uncovered', 'count'],
          ['End not known', 'count'],
        ),
        rows: products.map(([product, list]) => {
          const end = list[0]?.end
          return [
            product ? { value: product, href: paths.clients({ product }) } : 'None known',
            end?.endsOn ?? null,
            end ? needed(end, today) : null,
            sum(list, ({ machines }) => machines),
            of('supported', list),
            of('covered', list),
            of('exempt', list),
            of('uncovered', list),
            of('unknown', list),
          ]
        }),
        total: [
          'All',
          null,
          null,
          all,
          of('supported'),
          of('covered'),
          of('exempt'),
          of('uncovered'),
          of('unknown'),
        ],
        empty: 'No machines are known yet.',
      },
    ],
    notes: [
      'Virtual machines with Windows 10 in Azure, Azure Virtual Desktop and Windows 365 get ESU without a license. One is known by its KMS host, which is Azure’s; others, such as those of Azure Local, stand under Uncovered here.',
      'Windows 11 ends version by version, and what is collected does not tell the version.',
      'Silent machines are among these; the alert on Windows 10 (A26) counts those that still report.',
      'That a license of ESU is activated does not say that updates were installed.',
    ],
  }
}

function standingOf(
  { year, isFree, generation }: Counted,
  end: SupportEnd | undefined,
  today: string,
): Standing {
  if (end === undefined) return 'unknown'
  if (today <= end.endsOn) return 'supported'
  const wanted = esuYearNeeded(end, today)
  if (wanted !== undefined && year >= wanted) return 'covered'
  const isTen = generation?.startsWith('Windows 10') ?? false
  return wanted !== undefined && isTen && isFree ? 'exempt' : 'uncovered'
}

function needed(end: SupportEnd, today: string): string {
  if (today <= end.endsOn) return 'none'
  const year = esuYearNeeded(end, today)
  return year === undefined ? 'past any ESU' : `year ${year}`
}

const yearsOf = (counts: readonly { end: SupportEnd | undefined }[]) =>
  [...new Set(counts.flatMap(({ end }) => end?.endsOn.slice(0, 4) ?? []))].sort()

async function countYears(request: MachinesRequest): Promise<Counted[]> {
  const values = new SqlValues()
  const azure = values.add(await loadAzureHosts())
  const where = machinesWhere(request, values)
  return readRows(
    `WITH esu AS MATERIALIZED (
       SELECT c.product_label, c.generation, c.is_virtual, c.kms_host, e.year
         FROM (SELECT client_id, coalesce(max(substring(product_label from 'ESU.*?(\\d)')::int), 0) AS year
                 FROM license WHERE is_addon AND condition = 'licensed' AND product_label LIKE '%ESU%' GROUP BY 1) e
         JOIN client c ON c.id = e.client_id
        WHERE ${where}),
     counted AS (
       SELECT product_label, generation, is_virtual, kms_host, 0 AS year, machines FROM ${groupedMachines(request, values)}
        UNION ALL SELECT product_label, generation, is_virtual, kms_host, 0, -1 FROM esu
        UNION ALL SELECT product_label, generation, is_virtual, kms_host, year, 1 FROM esu)
     SELECT coalesce(c.product_label, '') AS product, nullif(c.generation, '') AS generation, c.year,
            coalesce(${esuIsFree('c', 'c', azure)}, false) AS is_free, sum(c.machines)::int AS machines
       FROM counted c GROUP BY 1, 2, 3, 4 HAVING sum(c.machines) <> 0`,
    values.list,
  )
}
