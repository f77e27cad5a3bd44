import { productOf } from '@/lib/activation/product/products'
import { explainReason } from '@/lib/activation/reason/explain-reason'
import { daysOf, momentsOf } from '@/lib/activation/report/period'
import { columns } from '@/lib/activation/report/report'
import { formatCountOf, formatShare } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { loadReferenceBook } from '../reference/own-entries'
import { readRows } from '../rows'
import { sum } from './machines'
import type { ReportLoader, ReportRequest } from './report-request'

const DONE = '0x00000000'

const FIGURES = [
  ['Requests', 'count'],
  ['First activations', 'count'],
  ['Renewals', 'count'],
  ['Refused', 'count'],
  'Top refusal',
] as const

interface Asked {
  day: string
  host: string
  activationId: string | null
  code: string
  requests: number
  /** of those that were answered with success: asked by machines that were not licensed */
  first: number
}

/** R2: what KMS hosts logged of requests, day by day, by product and by code. */
export const loadKmsActivity: ReportLoader = async (reader, request) => {
  const [all, { catalogue, reasons }] = await Promise.all([loadAsked(request), loadReferenceBook(reader)])
  const nameOf = (id: string | null) =>
    id === null ? 'Unknown product' : productOf({ activationId: id }, {}, catalogue).label
  const { product, code } = request.filters
  const asked = all.filter(
    (one) => (!code || one.code === code) && (!product || nameOf(one.activationId) === product),
  )
  const figures = figuresOf(asked)
  const days = daysOf(request.period)
  const byDay = Map.groupBy(asked, ({ day }) => day)
  const onDays = (of: (list: readonly Asked[]) => number) => days.map((day) => of(byDay.get(day) ?? []))
  const topRefusal = topCode(asked)
  const rowOf = (list: readonly Asked[]) => {
    const { requests, first, renewals, refused } = figuresOf(list)
    return [requests, first, renewals, refused, topCode(list)]
  }
  return {
    answer: `${formatCountOf(figures.requests, 'request')}: ${formatCountOf(figures.first, 'first activation')}, ${formatCountOf(figures.renewals, 'renewal')}, ${formatShare(figures.refused, figures.requests)} refused${topRefusal ? `, most often ${topRefusal} (${explainReason(topRefusal, {}, reasons).meaning})` : ''}.`,
    charts: [
      {
        kind: 'bars',
        title: 'Requests by answer',
        labels: days,
        series: [
          { name: 'Renewals', tone: 'accent', values: onDays((list) => figuresOf(list).renewals) },
          { name: 'First activations', tone: 'ok', values: onDays((list) => figuresOf(list).first) },
          { name: 'Refused', tone: 'bad', values: onDays((list) => figuresOf(list).refused) },
        ],
      },
    ],
    tables: [
      {
        title: 'By day and KMS host',
        columns: columns(['Day', 'day'], ['KMS host', 'kmsHost'], ...FIGURES),
        rows: [...Map.groupBy(asked, ({ day, host }) => `${day} ${host}`)].map(([, list]) => [
          list[0]?.day ?? null,
          { value: list[0]?.host ?? '', href: paths.kmsHost(list[0]?.host ?? '') },
          ...rowOf(list),
        ]),
        total: ['All', null, ...rowOf(asked)],
        empty: 'No KMS host logged a request in this period.',
      },
      {
        title: 'By product',
        columns: columns('Product', ...FIGURES),
        rows: [...Map.groupBy(asked, ({ activationId }) => nameOf(activationId))]
          .map(([name, list]) => [name, ...rowOf(list)])
          .sort((one, other) => Number(other[1]) - Number(one[1])),
        total: ['All', ...rowOf(asked)],
        empty: 'No KMS host logged a request in this period.',
      },
    ],
    notes: [
      'Only what logs of KMS hosts brought: a host whose log is not collected has no requests here. Events are kept for 13 months unless set otherwise.',
    ],
  }
}

function figuresOf(list: readonly Asked[]) {
  const requests = sum(list, (one) => one.requests)
  const done = sum(list, (one) => (one.code === DONE ? one.requests : 0))
  const first = sum(list, (one) => (one.code === DONE ? one.first : 0))
  return { requests, first, renewals: done - first, refused: requests - done }
}

/** The code that refused most. */
function topCode(list: readonly Asked[]): string | null {
  const codes = [
    ...Map.groupBy(
      list.filter(({ code }) => code !== DONE),
      ({ code }) => code,
    ),
  ]
    .map(([code, some]) => ({ code, requests: sum(some, ({ requests }) => requests) }))
    .sort((one, other) => other.requests - one.requests || one.code.localeCompare(other.code))
  return codes[0]?.code ?? null
}

function loadAsked({ period, filters }: ReportRequest): Promise<Asked[]> {
  const { since, until } = momentsOf(period)
  return readRows(
    `SELECT (e.at AT TIME ZONE 'UTC')::date AS day, h.name AS host, e.activation_id, coalesce(e.code, '${DONE}') AS code,
            count(*)::int AS requests,
            count(*) FILTER (WHERE e.status_before IS DISTINCT FROM 'licensed')::int AS first
       FROM activation_event e JOIN kms_host h ON h.id = e.host_id
      WHERE e.kind = 'kmsRequest' AND e.at >= $1 AND e.at < $2 AND ($3::text IS NULL OR h.name = lower($3))
      GROUP BY 1, 2, 3, 4 ORDER BY 1 DESC, 2, 4, 3`,
    [since, until, filters.host ?? null],
  )
}
