import { dayAfter, daysOf, monthEndsOf } from '@/lib/activation/report/period'
import { columns, type ReportChart, shareOf } from '@/lib/activation/report/report'
import { CONDITIONS, conditionLabel } from '@/lib/activation/words/labels'
import { sayDay } from '@/lib/activation/words/say-date'
import { formatCount, formatCountOf, formatShare } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { REPORT_WAYS, type ReportWay } from '@/lib/format/reports'
import { trendFromDeltas, utcDay } from '../overview/overview-shapes'
import { readRows } from '../rows'
import {
  type CountedMachines,
  countMachines,
  countMachinesOn,
  isWhole,
  type MachinesRequest,
  ofMachinesFor,
  sum,
  wayOf,
} from './machines'
import type { ReportLoader, ReportRequest } from './report-request'

type Trend = ReturnType<typeof trendFromDeltas>

/**
 * R3: machines by product, site, owner or method, and by state, at the end of the period, against its beginning and month against
 * month, and the fleet's share by state over time.
 */
export const loadLicenseStatus: ReportLoader = async (reader, asked) => {
  const request = ofMachinesFor(reader, asked)
  const { from, to } = request.period
  const before = dayAfter(from, -1)
  const isNow = to === utcDay(request.now)
  const whole = isWhole(request)
  const [at, then, trend] = await Promise.all([
    isNow ? countMachines(request) : countMachinesOn(request, to),
    countMachinesOn(request, before),
    whole ? loadTrend(request) : undefined,
  ])
  const way = wayOf(request)
  const months = whole ? await countMonths(request, at) : []
  const machines = sum(at, ({ machines: count }) => count)
  const licensed = licensedOf(at)
  const said = isNow ? 'are licensed now' : `were licensed on ${sayDay(to)}`
  return {
    answer: `${formatShare(licensed, machines)} of ${formatCountOf(machines, 'machine')} ${said}. ${changeSince(at, then, before)}`,
    counted: formatCountOf(machines, 'machine'),
    charts: trend ? [shareOverTime(trend)] : [],
    tables: [
      byName(at, then, { way, isNow }),
      ...(trend ? [byMonth(trend, request)] : []),
      ...(months.length > 1 ? [byNameAndMonth(months, way)] : []),
    ],
    notes: [
      'Licensed means that the machine activated; whether it may is for the agreement to say.',
      `The ${REPORT_WAYS[way].toLowerCase()} of a machine on a day before the console noted it is the one it has now.`,
      ...(whole ? [] : [request.within ? PAST_OF_SITES : PAST_OF_MATCHING]),
    ],
  }
}

const PAST_OF_MATCHING = 'With a filter, the past is that of the machines which match now.'
const PAST_OF_SITES = 'The past is that of the machines which belong to your sites now.'

const licensedOf = (counts: readonly CountedMachines[]) => machinesOf(counts, 'licensed')

function changeSince(at: CountedMachines[], then: CountedMachines[], day: string): string {
  const total = sum(then, ({ machines }) => machines)
  if (total === 0) return `Nothing is known of ${sayDay(day)}, the day before the period.`
  const more = licensedOf(at) - licensedOf(then)
  const change = `${formatCount(Math.abs(more))} ${more < 0 ? 'fewer' : 'more'}`
  return `On ${sayDay(day)} it was ${formatShare(licensedOf(then), total)} of ${formatCountOf(total, 'machine')}; ${more === 0 ? 'as many licensed as then' : `${change} licensed since`}.`
}

/** Groups under their names, the one with most machines first. */
function byMostMachines(counts: readonly CountedMachines[]): [name: string, counts: CountedMachines[]][] {
  return [...Map.groupBy(counts, ({ name }) => name)].sort(
    ([one, ones], [other, others]) => machinesOf(others) - machinesOf(ones) || one.localeCompare(other, 'en'),
  )
}

const machinesOf = (counts: readonly CountedMachines[], condition?: string) =>
  sum(counts, (one) => (condition === undefined || one.condition === condition ? one.machines : 0))

function byName(
  at: CountedMachines[],
  then: CountedMachines[],
  { way, isNow }: { way: ReportWay; isNow: boolean },
) {
  const before = Map.groupBy(then, ({ name }) => name)
  const names = byMostMachines([...at, ...then.map((one) => ({ ...one, machines: 0 }))])
  const isKnown = then.length > 0
  const rows = names.flatMap(([name, counts]) => {
    const whole = machinesOf(counts)
    return CONDITIONS.flatMap((condition) => {
      const count = machinesOf(counts, condition)
      const change = count - machinesOf(before.get(name) ?? [], condition)
      if (count === 0 && change === 0) return []
      const href = isNow && name && way !== 'method' && paths.clients({ [way]: name, state: condition })
      return [
        [
          name || NONE[way],
          conditionLabel(condition),
          href ? { value: count, href } : count,
          shareOf(count, whole),
          isKnown ? change : null,
        ],
      ]
    })
  })
  const word = REPORT_WAYS[way]
  return {
    title: `Machines by ${word.toLowerCase()} and state`,
    columns: columns(
      word,
      'State',
      ['Machines', 'count'],
      [`Share of ${word.toLowerCase()}, %`, 'share'],
      ['Change', 'change'],
    ),
    rows,
    total: ['All', null, machinesOf(at), null, isKnown ? machinesOf(at) - machinesOf(then) : null],
    empty: 'No machines are known yet.',
  }
}

const NONE: Readonly<Record<ReportWay, string>> = {
  product: 'None known',
  site: 'No site',
  owner: 'No owner',
  method: 'Unknown',
}

interface CountedMonth {
  end: string
  counts: CountedMachines[]
}

/** The machines at the end of each month of the period of which anything is known. `at`: those at its own end. */
async function countMonths(request: MachinesRequest, at: CountedMachines[]): Promise<CountedMonth[]> {
  const months: CountedMonth[] = []
  for (const end of monthEndsOf(request.period)) {
    const counts = end === request.period.to ? at : await countMachinesOn(request, end)
    if (counts.length > 0) months.push({ end, counts })
  }
  return months
}

function byNameAndMonth(months: readonly CountedMonth[], way: ReportWay) {
  const word = REPORT_WAYS[way]
  const names = byMostMachines(months.flatMap(({ counts }) => counts)).map(([name]) => name)
  const rows = names.flatMap((name) =>
    months.map(({ end, counts }, place) => {
      const own = counts.filter((one) => one.name === name)
      const last = months[place - 1]?.counts.filter((one) => one.name === name)
      return [
        name || NONE[way],
        end,
        machinesOf(own),
        machinesOf(own, 'licensed'),
        shareOf(machinesOf(own, 'licensed'), machinesOf(own)),
        last ? machinesOf(own) - machinesOf(last) : null,
        last ? machinesOf(own, 'licensed') - machinesOf(last, 'licensed') : null,
      ]
    }),
  )
  return {
    title: `Month against month, by ${word.toLowerCase()}`,
    columns: columns(
      word,
      ['End of', 'day'],
      ['Machines', 'count'],
      ['Licensed', 'count'],
      ['Licensed, %', 'share'],
      ['Change', 'change'],
      ['Change in licensed', 'change'],
    ),
    rows,
    empty: 'Nothing is known of these days.',
  }
}

/** From the roll-up: the same days as on the overview. */
async function loadTrend({ period: { from, to } }: ReportRequest): Promise<Trend> {
  const deltas = await readRows<Parameters<typeof trendFromDeltas>[0][number]>(
    'SELECT day, condition, delta FROM fleet_day WHERE day <= $1',
    [to],
  )
  return trendFromDeltas(deltas, from, to)
}

const TONES = {
  licensed: 'ok',
  grace: 'watch',
  notification: 'warn',
  unlicensed: 'bad',
  silent: 'silent',
} as const

function shareOverTime(trend: Trend): ReportChart {
  return {
    kind: 'areas',
    title: 'Share of machines by state',
    labels: trend.map(({ day }) => day),
    series: CONDITIONS.map((condition) => ({
      name: conditionLabel(condition),
      tone: TONES[condition],
      values: trend.map((day) => day[condition]),
    })),
  }
}

function byMonth(trend: Trend, { period }: ReportRequest) {
  const byDay = new Map(trend.map((day) => [day.day, day]))
  const ends = monthEndsOf(period)
    .flatMap((day) => byDay.get(day) ?? [])
    .filter((end) => sum(CONDITIONS, (condition) => end[condition]) > 0)
  const rows = ends.map((end, place) => {
    const all = sum(CONDITIONS, (condition) => end[condition])
    const last = ends[place - 1]
    return [
      end.day,
      all,
      ...CONDITIONS.map((condition) => end[condition]),
      shareOf(end.licensed, all),
      last ? end.licensed - last.licensed : null,
    ]
  })
  return {
    title: daysOf(period).length > 31 ? 'Month against month' : 'At the end',
    columns: columns(
      ['End of', 'day'],
      ['Machines', 'count'],
      ...CONDITIONS.map((condition): [string, 'count'] => [conditionLabel(condition), 'count']),
      ['Licensed, %', 'share'],
      ['Change', 'change'],
    ),
    rows,
    empty: 'Nothing is known of these days.',
  }
}
