import { kindOfRule } from '@/lib/activation/alert/alert-table'
import { daysOf, momentsOf } from '@/lib/activation/report/period'
import { columns } from '@/lib/activation/report/report'
import { saySpan } from '@/lib/activation/words/say-date'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { visibleTo } from '../alerts/visible-alerts'
import type { DataReader } from '../permission'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import { sum } from './machines'
import type { ReportLoader, ReportRequest } from './report-request'

/** Alerts that opened in the period, and what became of them: of a rule, of who noticed them first, or all of them. */
interface Spells {
  rule: string | null
  person: string | null
  opened: number
  noticed: number
  closed: number
  byHand: number
  /** medians, of those that were noticed, and of those that closed */
  hoursToNotice: number | null
  hoursToClose: number | null
}

interface OfRule extends Spells {
  rule: string
  /** alerts that are not closed now */
  openNow: number
}

interface OfDay {
  day: string
  opened: number
  closed: number
}

/** R16: the alerts that opened in the period, who noticed them first, and how long it took until they closed. */
export const loadAlertsReport: ReportLoader = async (reader, request) => {
  const asked = askedOf(reader, request)
  const [spells, openNow, byDay] = await Promise.all([
    loadSpells(asked),
    loadOpenNow(reader),
    loadByDay(asked),
  ])
  const rules = byRule(spells, openNow)
  const people = spells.filter(({ person }) => person !== null)
  const all = spells.find(({ rule, person }) => rule === null && person === null)
  const days = daysOf(request.period)
  const onDays = new Map(byDay.map((one) => [one.day, one]))
  const total = (of: (rule: OfRule) => number) => sum(rules, of)
  const middle = (hours: number | null | undefined) => saySpan((hours ?? 0) * 3_600_000)
  const opened = total((one) => one.opened)
  const noticed = total((one) => one.noticed)
  const closed = total((one) => one.closed)
  return {
    answer: [
      `${formatCountOf(opened, 'alert')} opened in the period; ${formatCountOf(noticed, 'was', 'were')} noticed by a person and ${formatCountOf(closed, 'has', 'have')} closed.`,
      ...(noticed > 0 ? [`Half were noticed within ${middle(all?.hoursToNotice)}.`] : []),
      ...(closed > 0 ? [`Half closed within ${middle(all?.hoursToClose)}.`] : []),
    ].join(' '),
    charts: [
      {
        kind: 'lines',
        title: 'Alerts that opened and closed, by day',
        labels: days,
        series: [
          { name: 'Opened', tone: 'bad', values: days.map((day) => onDays.get(day)?.opened ?? 0) },
          { name: 'Closed', tone: 'ok', values: days.map((day) => onDays.get(day)?.closed ?? 0) },
        ],
      },
    ],
    tables: [
      {
        title: 'By kind',
        columns: columns(
          'Rule',
          'Kind',
          ['Opened', 'count'],
          ['Noticed', 'count'],
          ['Closed', 'count'],
          ['By hand', 'count'],
          ['Hours to notice, median', 'figure'],
          ['Hours to close, median', 'figure'],
          ['Not closed now', 'count'],
        ),
        rows: rules.map((one) => [
          { value: one.rule, href: paths.alertKind(one.rule) },
          kindOfRule(one.rule)?.title ?? null,
          one.opened,
          one.noticed,
          one.closed,
          one.byHand,
          one.hoursToNotice,
          one.hoursToClose,
          one.openNow > 0 ? { value: one.openNow, href: paths.alerts({ kind: one.rule }) } : one.openNow,
        ]),
        total: [
          'All',
          null,
          opened,
          noticed,
          closed,
          total((one) => one.byHand),
          all?.hoursToNotice ?? null,
          all?.hoursToClose ?? null,
          total((one) => one.openNow),
        ],
        empty: 'No alert opened in this period, and none is open.',
      },
      {
        title: 'Who noticed first',
        columns: columns('Who', ['Alerts', 'count'], ['Hours to notice, median', 'figure']),
        rows: people.map(({ person, noticed: n, hoursToNotice }) => [person, n, hoursToNotice]),
        total: ['All', noticed, all?.hoursToNotice ?? null],
        empty: 'Nobody acknowledged, took on, snoozed or closed an alert, or wrote on one, in this period.',
      },
    ],
    notes: [
      'An alert that opened again counts again. Noticed means that a person acknowledged it, took it on, snoozed it, wrote on it or closed it; who only read it is not known.',
      'Alerts that a maintenance window or their own cause silenced are among them; those of kinds that the reader’s role does not see are not.',
    ],
  }
}

const NONE_OPENED: Omit<Spells, 'rule'> = {
  ...{ person: null, opened: 0, noticed: 0, closed: 0, byHand: 0 },
  ...{ hoursToNotice: null, hoursToClose: null },
}

/** Each rule of which alerts opened or are open, the one with most that opened first. */
function byRule(spells: readonly Spells[], open: readonly Pick<OfRule, 'rule' | 'openNow'>[]): OfRule[] {
  const rules = new Map(open.map((one): [string, OfRule] => [one.rule, { ...NONE_OPENED, ...one }]))
  for (const one of spells) {
    const { rule } = one
    if (rule !== null) rules.set(rule, { ...one, rule, openNow: rules.get(rule)?.openNow ?? 0 })
  }
  const place = ({ rule }: OfRule) => Number(rule.slice(1))
  return [...rules.values()].sort(
    (one, other) => other.opened - one.opened || other.openNow - one.openNow || place(one) - place(other),
  )
}

/** Whether step `o` opens its alert: one that comes back from its snooze says 'reopened' too, and was open all along. */
const OPENS = `(o.step = 'opened' OR o.step = 'reopened' AND 'closed' = (
    SELECT s.step FROM alert_step s WHERE s.alert_id = o.alert_id AND s.id < o.id AND s.step IN ('reopened', 'closed')
     ORDER BY s.id DESC LIMIT 1))`

/** What is asked for in SQL, with its values; each query uses all of it. Steps after the report's moment have not happened yet. */
interface Asked {
  values: unknown[]
  /** the report's moment */
  now: string
  /** of `alert a`: the reader may see it, as on the page of alerts */
  visible: string
  /** of `alert_step o`: it lies in the period */
  inPeriod: string
}

function askedOf(reader: DataReader, { period, now }: ReportRequest): Asked {
  const values = new SqlValues()
  const { since, until } = momentsOf(period)
  const moment = values.add(now)
  return {
    values: values.list,
    now: moment,
    visible: visibleTo(reader, values),
    inPeriod: `o.at >= ${values.add(since)} AND o.at < ${values.add(until)} AND o.at <= ${moment}`,
  }
}

/** Each opening in the period, with who noticed it first and when it closed. Most of many have no step after it to look for. */
const spellsOf = ({ now, visible, inPeriod }: Asked) => `
  SELECT a.rule, o.at AS opened_at, c.at AS closed_at, c.person IS NOT NULL AS is_by_hand, n.person,
         extract(epoch FROM n.at - o.at) / 3600 AS to_notice, extract(epoch FROM c.at - o.at) / 3600 AS to_close
    FROM alert_step o JOIN alert a ON a.id = o.alert_id
    LEFT JOIN (SELECT DISTINCT alert_id FROM alert_step WHERE step = 'closed' OR person IS NOT NULL) later USING (alert_id)
    LEFT JOIN LATERAL (SELECT at, id, person FROM alert_step s
                        WHERE s.alert_id = later.alert_id AND s.id > o.id AND s.step = 'closed' AND s.at <= ${now} ORDER BY s.id LIMIT 1) c ON true
    LEFT JOIN LATERAL (SELECT at, person FROM alert_step s
                        WHERE s.alert_id = later.alert_id AND s.id > o.id AND s.id <= coalesce(c.id, s.id) AND s.person IS NOT NULL
                          AND s.at <= ${now} ORDER BY s.id LIMIT 1) n ON true
   WHERE ${OPENS} AND ${inPeriod} AND ${visible}`

const median = (hours: string) =>
  `round((percentile_cont(0.5) WITHIN GROUP (ORDER BY ${hours}))::numeric, 1)::float8`

/** The openings by rule, by who noticed them first, and all together: `rule` and `person` say which, null where it is none of them. */
function loadSpells(asked: Asked): Promise<Spells[]> {
  return readRows(
    `WITH spells AS (${spellsOf(asked)})
     SELECT rule, person, count(*)::int AS opened, count(person)::int AS noticed, count(closed_at)::int AS closed,
            count(*) FILTER (WHERE is_by_hand)::int AS by_hand, ${median('to_notice')} AS hours_to_notice,
            ${median('to_close')} AS hours_to_close
       FROM spells GROUP BY GROUPING SETS ((rule), (person), ()) HAVING grouping(person) = 1 OR person IS NOT NULL
      ORDER BY noticed DESC, person`,
    asked.values,
  )
}

function loadOpenNow(reader: DataReader): Promise<Pick<OfRule, 'rule' | 'openNow'>[]> {
  const values = new SqlValues()
  return readRows(
    `SELECT a.rule, count(*)::int AS open_now FROM alert a WHERE a.state <> 'closed' AND ${visibleTo(reader, values)} GROUP BY 1`,
    values.list,
  )
}

function loadByDay({ values, visible, inPeriod }: Asked): Promise<OfDay[]> {
  return readRows(
    `SELECT (o.at AT TIME ZONE 'UTC')::date AS day, count(*) FILTER (WHERE o.step <> 'closed')::int AS opened,
            count(*) FILTER (WHERE o.step = 'closed')::int AS closed
       FROM alert_step o JOIN alert a ON a.id = o.alert_id
      WHERE (o.step = 'closed' OR ${OPENS}) AND ${inPeriod} AND ${visible} GROUP BY 1`,
    values,
  )
}
