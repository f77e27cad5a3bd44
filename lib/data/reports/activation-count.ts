import { countCap } from '@/lib/activation/kms/thresholds'
import { daysOf, momentsOf } from '@/lib/activation/report/period'
import { columns } from '@/lib/activation/report/report'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import type { KmsHostRow, KmsService } from '../kms-hosts/host-shapes'
import { loadHostRows } from '../kms-hosts/inventory'
import { readRows } from '../rows'
import type { ReportLoader, ReportRequest } from './report-request'

const MOST_LINES = 6
const TONES = ['accent', 'watch', 'bad', 'ok', 'warn', 'silent'] as const

/** What a service of a host said of its count on a day: the lowest and the last word. */
interface CountDay {
  host: string
  application: string
  day: string
  lowest: number
  highest: number
  last: number
}

interface Held {
  host: KmsHostRow
  service: KmsService
  days: CountDay[]
  distinct: number
}

/** R1: the count of every KMS host product against what it needs, over the period. */
export const loadActivationCount: ReportLoader = async (_, request) => {
  const held = await loadHeld(request)
  const below = held.filter(
    ({ service }) => (service.currentCount ?? service.neededCount) < service.neededCount,
  )
  const days = daysOf(request.period)
  return {
    answer:
      held.length === 0
        ? 'No KMS host has reported a count.'
        : `${formatCountOf(held.length - below.length, 'KMS host product')} of ${held.length} ${held.length - below.length === 1 ? 'holds its' : 'hold their'} count; ${below.length === 0 ? 'none is below its need' : `below the need: ${below.map(nameOf).join(', ')}`}.`,
    charts:
      held.length === 0
        ? []
        : [
            {
              kind: 'lines',
              title: `Count as reported${held.length > MOST_LINES ? `, the first ${MOST_LINES} of ${held.length}` : ''}`,
              labels: days,
              series: held.slice(0, MOST_LINES).map((one, at) => ({
                name: nameOf(one),
                tone: TONES[at % TONES.length] ?? 'accent',
                values: carried(one.days, days),
              })),
              rule: {
                name: `needed: ${Math.max(...held.map(({ service }) => service.neededCount))}`,
                value: Math.max(...held.map(({ service }) => service.neededCount)),
              },
            },
          ],
    tables: [
      {
        title: 'Counts by KMS host',
        columns: columns(
          ['KMS host', 'kmsHost'],
          'Product',
          'Key, last five',
          ['Count', 'count'],
          ['Need', 'count'],
          ['Cap', 'count'],
          ['Lowest', 'count'],
          ['Highest', 'count'],
          ['Days below', 'count'],
          ['Days reported', 'count'],
          ['CMIDs, 30 days', 'count'],
          ['Last report', 'time'],
        ),
        rows: held.map(({ host, service, days: reported, distinct }) => [
          { value: host.name, href: paths.kmsHost(host.name) },
          service.productLabel,
          service.lastFive,
          service.currentCount,
          service.neededCount,
          countCap(service.neededCount),
          reported.length > 0 ? Math.min(...reported.map(({ lowest }) => lowest)) : null,
          reported.length > 0 ? Math.max(...reported.map(({ highest }) => highest)) : null,
          reported.filter(({ lowest }) => lowest < service.neededCount).length,
          reported.length,
          distinct,
          service.observedAt,
        ]),
        empty: 'No KMS host has reported a count.',
      },
    ],
    notes: [
      'A count is what a host said of itself; between two reports it may have been lower. A host that stands at its cap may have many more machines.',
      'A count that falls after a restart of the service is no fault: the host begins to count again.',
    ],
  }
}

const nameOf = ({ host, service }: Held) =>
  service.application === 'office' ? `${host.name} (Office)` : host.name

async function loadHeld(request: ReportRequest): Promise<Held[]> {
  const { host: wanted, key } = request.filters
  const [hosts, days, distinct] = await Promise.all([
    loadHostRows(request.now),
    loadDays(request),
    loadDistinct(request),
  ])
  return hosts
    .filter(({ names }) => !wanted || names.includes(wanted.toLowerCase()))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'))
    .flatMap((host) =>
      host.services
        .filter(({ lastFive }) => !key || lastFive === key.toUpperCase())
        .map((service) => ({
          host,
          service,
          days: days.filter(
            (day) => host.names.includes(day.host) && day.application === service.application,
          ),
          distinct: host.names.reduce(
            (sum, name) => sum + (distinct.get(`${name} ${service.application}`) ?? 0),
            0,
          ),
        })),
    )
}

function loadDays({ period }: ReportRequest): Promise<CountDay[]> {
  const { since, until } = momentsOf(period)
  return readRows(
    `SELECT h.name AS host, r.application, (r.observed_at AT TIME ZONE 'UTC')::date AS day,
            min(r.current_count) AS lowest, max(r.current_count) AS highest,
            (array_agg(r.current_count ORDER BY r.observed_at DESC))[1] AS last
       FROM kms_host_reading r JOIN kms_host h ON h.id = r.host_id
      WHERE r.observed_at >= $1 AND r.observed_at < $2 AND r.current_count IS NOT NULL
      GROUP BY 1, 2, 3 ORDER BY 3`,
    [since, until],
  )
}

/** CMIDs that asked a host within 30 days, by the log. */
async function loadDistinct({ now }: ReportRequest): Promise<Map<string, number>> {
  const rows = await readRows<{ host: string; application: string; cmids: number }>(
    `SELECT h.name AS host, CASE WHEN e.slot = 'windows' THEN 'windows' ELSE 'office' END AS application,
            count(DISTINCT e.cmid)::int AS cmids
       FROM activation_event e JOIN kms_host h ON h.id = e.host_id
      WHERE e.kind = 'kmsRequest' AND e.at > $1::timestamptz - interval '30 days' AND e.at <= $1 GROUP BY 1, 2`,
    [now],
  )
  return new Map(rows.map(({ host, application, cmids }) => [`${host} ${application}`, cmids]))
}

/** Day by day what was said last; nothing before the first word. */
function carried(reported: readonly CountDay[], days: readonly string[]): (number | null)[] {
  const byDay = new Map(reported.map(({ day, last }) => [day, last]))
  let last: number | null = null
  return days.map((day) => {
    last = byDay.get(day) ?? last
    return last
  })
}
