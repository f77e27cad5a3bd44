import { isCountedAnswer, raisesCount } from '@/lib/activation/kms/rebuild-count'
import { productOf } from '@/lib/activation/product/products'
import { momentsOf } from '@/lib/activation/report/period'
import { columns } from '@/lib/activation/report/report'
import { formatCountOf } from '@/lib/format/counts'
import { loadReferenceBook } from '../reference/own-entries'
import { readRows } from '../rows'
import { sum } from './machines'
import type { ReportLoader, ReportRequest } from './report-request'

interface Asked {
  activationId: string | null
  isVirtual: boolean
  /** CMIDs that asked, and those of them that a host answered as counted */
  cmids: number
  counted: number
}

/** R4: CMIDs that asked in the period, by product, virtual or physical, and whether a KMS host counted them. */
export const loadVirtualMachines: ReportLoader = async (reader, request) => {
  const [asked, { catalogue }] = await Promise.all([loadAsked(request), loadReferenceBook(reader)])
  const rows = asked.map((one) => {
    const { label: product, generation } = productOf(
      { activationId: one.activationId ?? undefined },
      {},
      catalogue,
    )
    return {
      ...one,
      product,
      generation: generation ?? null,
      counted: raisesCount(generation, one.isVirtual) ? one.counted : 0,
    }
  })
  const of = (list: readonly (typeof rows)[number][], isVirtual: boolean) =>
    sum(list, (one) => (one.isVirtual === isVirtual ? one.cmids : 0))
  const products = [...Map.groupBy(rows, ({ product }) => product)].sort(
    ([, one], [, other]) => sum(other, ({ cmids }) => cmids) - sum(one, ({ cmids }) => cmids),
  )
  const [virtual, physical, counted] = [of(rows, true), of(rows, false), sum(rows, (one) => one.counted)]
  return {
    answer: `${formatCountOf(virtual, 'CMID')} of virtual machines and ${formatCountOf(physical, 'CMID')} of physical ones asked; ${counted === virtual + physical ? 'all of them count' : `${formatCountOf(counted, 'counts', 'count')}`}.`,
    charts: [
      {
        kind: 'bars',
        title: 'CMIDs that asked, by product',
        labels: products.slice(0, 12).map(([product]) => product),
        series: [
          {
            name: 'Physical',
            tone: 'accent',
            values: products.slice(0, 12).map(([, list]) => of(list, false)),
          },
          { name: 'Virtual', tone: 'watch', values: products.slice(0, 12).map(([, list]) => of(list, true)) },
        ],
      },
    ],
    tables: [
      {
        title: 'By product',
        columns: columns(
          'Product',
          'Generation',
          ['Virtual', 'count'],
          ['Physical', 'count'],
          ['Counted', 'count'],
        ),
        rows: products.map(([product, list]) => [
          product,
          list[0]?.generation ?? null,
          of(list, true),
          of(list, false),
          sum(list, (one) => one.counted),
        ]),
        total: ['All', null, virtual, physical, counted],
        empty: 'No KMS host logged a request in this period.',
      },
    ],
    notes: [
      'A CMID that asked for two products stands in both rows. A machine whose image was not generalised shares its CMID with others and counts once.',
      'Counted means that a host served it, or told it that the count is too low. Virtual machines of Windows Vista and Server 2008 never count.',
    ],
  }
}

function loadAsked({ period, filters }: ReportRequest): Promise<Asked[]> {
  const { since, until } = momentsOf(period)
  return readRows<Asked>(
    `SELECT e.activation_id, coalesce(e.is_virtual, false) AS is_virtual, count(DISTINCT e.cmid)::int AS cmids,
            count(DISTINCT e.cmid) FILTER (WHERE e.code = ANY($4))::int AS counted
       FROM activation_event e JOIN kms_host h ON h.id = e.host_id
      WHERE e.kind = 'kmsRequest' AND e.cmid IS NOT NULL AND e.at >= $1 AND e.at < $2
        AND ($3::text IS NULL OR h.name = lower($3)) GROUP BY 1, 2`,
    [since, until, filters.host ?? null, ['0x00000000', '0xC004F038'].filter(isCountedAnswer)],
  )
}
