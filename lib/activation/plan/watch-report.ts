import { columns, type ReportBody, type ReportChart, type ReportRow } from '../report/report'
import { sayCount } from '../words/say-amounts'
import { sayDifference, saySettled, sayWatch, type Watched } from './difference-sentence'
import { type Difference, isExpected, SETTLING_DAYS } from './plan-difference'

/** The plan in force, and how far the fleet was from it when it was looked at. */
export interface WatchedPlan {
  plan: { number: number; inForceAt: string | null; dueOn: string | null }
  /** undefined: not looked at yet */
  watch?: Watched | undefined
  /** as it was looked at first */
  first: readonly Difference[]
  days: readonly WatchDay[]
}

export interface WatchDay {
  /** 'YYYY-MM-DD' */
  day: string
  machines: number
  /** activated otherwise than planned, as far as they count */
  differing: number
  /** of which there was no news since the plan has had its time */
  waiting: number
}

/** Whether the plan in force is kept: what differs, what is done since it was looked at first, and how that went by day. */
export function watchReport(watched: WatchedPlan | undefined, now: number): ReportBody {
  if (watched === undefined) {
    const answer = 'No plan is in force.'
    return { answer, tables: tablesOf(undefined, answer) }
  }
  const { plan, watch, days } = watched
  return {
    answer: sayWatch(plan, watch, now),
    ...(watch && { counted: sayCount(watch.machines, 'machine') }),
    ...(days.length > 1 && { charts: [watchChart(days)] }),
    tables: tablesOf(watched, watch ? 'Everything is as planned.' : 'The fleet has not been looked at yet.'),
    notes: [
      `A machine counts once it was heard of more than ${SETTLING_DAYS} days after the plan came into force and is still activated otherwise.`,
      'What differs in machines whose way of activation nobody tells is not here.',
    ],
  }
}

/** The machines that are activated otherwise than planned, by day. */
export const watchChart = (days: readonly Pick<WatchDay, 'day' | 'differing'>[]): ReportChart => ({
  kind: 'lines',
  title: 'Machines activated otherwise than planned',
  labels: days.map(({ day }) => day),
  series: [{ name: 'Machines', tone: 'accent', values: days.map(({ differing }) => differing) }],
})

function tablesOf(watched: WatchedPlan | undefined, empty: string): ReportBody['tables'] {
  const { watch, first = [], days = [] } = watched ?? {}
  const differences = watch?.differences ?? []
  const keys = new Set(differences.map(keyOf))
  const atFirst = new Map(first.map((one) => [keyOf(one), one]))
  const done = first.filter((one) => !keys.has(keyOf(one)))
  return [
    {
      title: 'What differs',
      columns: columns(
        'Where',
        ['KMS host', 'kmsHost'],
        'What',
        'Standing',
        ['At first', 'count'],
        ['Now', 'count'],
        ['Not reported since', 'count'],
      ),
      rows: [
        ...differences.map((one) =>
          rowOf(one, isExpected(one) ? 'Expected' : 'Differs', atFirst.get(keyOf(one))),
        ),
        ...done.map((one) => rowOf(one, 'As planned', one)),
      ],
      ...(watch && { total: ['All', null, null, null, null, watch.differing, waitingIn(differences)] }),
      empty,
    },
    {
      title: 'By day',
      columns: columns(
        ['Day', 'day'],
        ['Machines', 'count'],
        ['Activated otherwise', 'count'],
        ['Not reported since', 'count'],
      ),
      rows: days
        .map(({ day, machines, differing, waiting }) => [day, machines, differing, waiting])
        .reverse(),
      empty,
    },
  ]
}

type Standing = 'Differs' | 'Expected' | 'As planned'

/** Counts are of machines: what concerns hosts, keys and records has none. */
function rowOf(difference: Difference, standing: Standing, first: Difference | undefined): ReportRow {
  const { network, zone, host } = { network: null, zone: null, host: null, ...difference }
  const say = standing === 'As planned' ? saySettled : sayDifference
  const said = [network ?? zone, host, say(difference), standing] as const
  if (difference.what !== 'method') return [...said, null, null, null]
  const isDone = standing === 'As planned'
  const { machines, waiting } = difference
  return [
    ...said,
    first?.what === 'method' ? first.machines : 0,
    isDone ? 0 : machines - waiting,
    isDone ? 0 : waiting,
  ]
}

const waitingIn = (differences: readonly Difference[]) =>
  differences.reduce((sum, one) => sum + (one.what === 'method' ? one.waiting : 0), 0)

const NUMBERS: readonly string[] = ['machines', 'waiting', 'clients', 'there']

/** The same difference on another day, whatever its numbers. */
const keyOf = (difference: Difference): string =>
  JSON.stringify(
    Object.entries(difference)
      .filter(([name]) => !NUMBERS.includes(name))
      .toSorted(),
  )
