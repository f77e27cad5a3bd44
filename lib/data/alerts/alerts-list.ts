import { type Alert, SEVERITIES } from '@/lib/activation/alert/alert'
import { alertSentence } from '@/lib/activation/alert/alert-sentence'
import { ALERT_KINDS, kindOfRule } from '@/lib/activation/alert/alert-table'
import { OBJECT_WORDS, SEVERITY_WORDS, STATE_WORDS } from '@/lib/activation/alert/alert-words'
import { sqlList } from '../lists/sql-list'
import { readRows } from '../rows'
import { likeAnywhere, SqlValues } from '../sql-text'
import { wantedBy } from './visible-alerts'

/** An alert as lists show it, with its words. Times are ISO 8601 UTC. */
export interface AlertRow extends Alert {
  now: string
  assignee: string | null
  /** its kind in words, the finding, and what stands behind it */
  title: string
  text: string
  detail: string | null
}

const FROM = 'FROM alert a LEFT JOIN "user" u ON u.id = a.assignee_id'

/** Columns and source of alert rows. now: a placeholder. */
export const selectAlerts = (now: string) => `
  SELECT a.id, a.rule, a.kind, a.object_kind, a.object, a.object_name, a.severity, a.worst_severity, a.state, a.opened_at,
         a.last_at, a.occurrences, a.closed_at, a.closed_how, a.snoozed_until, a.suppressed_by, a.assignee_id, a.evidence,
         a.threshold, u.name AS assignee, ${now}::timestamptz AS now ${FROM}`

/** A row with its words. */
export function withWords(row: Omit<AlertRow, 'title' | 'text' | 'detail'>): AlertRow {
  const { text, detail = null } = alertSentence(row, Date.parse(row.now))
  return { ...row, title: kindOfRule(row.rule)?.title ?? row.kind, text, detail }
}

/** From the least to the worst, as a number. */
const SEVERITY = `array_position(ARRAY[${SEVERITIES.map((one) => `'${one}'`).join(', ')}], a.severity)`

/** The alerts as filtered and sorted; without a state those that are not closed, without the kinds a person does not want. */
export const ALERTS_LIST = sqlList<AlertRow>({
  name: 'alerts',
  permission: 'alert.read',
  select: ({ values, now }) => selectAlerts(values.add(now)),
  id: { sql: 'a.id', type: 'bigint' },
  sorts: {
    severity: { sql: SEVERITY, type: 'bigint' },
    about: { sql: 'lower(a.object_name)', type: 'text' },
    opened: { sql: 'a.opened_at', type: 'timestamptz' },
    last: { sql: 'a.last_at', type: 'timestamptz' },
    occurrences: { sql: 'a.occurrences', type: 'bigint' },
  },
  only: ({ filters, ids }, values, reader) => {
    const isAsked = (filters.state ?? []).length > 0 || ids !== undefined
    return `${wantedBy(reader, values)}${isAsked ? '' : " AND a.state <> 'closed'"}`
  },
  search: (text, values) => {
    const wanted = text.toLowerCase()
    const rules = ALERT_KINDS.filter(({ title, rule }) => `${rule} ${title}`.toLowerCase().includes(wanted))
    return `a.object_name ILIKE ${values.add(likeAnywhere(text))} OR a.rule = ANY(${values.add(rules.map(({ rule }) => rule))})`
  },
  filters: {
    state: 'a.state',
    severity: 'a.severity',
    kind: 'a.rule',
    about: 'a.object_kind',
    assignee: (chosen, values) => `coalesce(a.assignee_id, 'nobody') = ANY(${values.add(chosen)})`,
  },
  time: 'a.opened_at',
  choices: async (reader) => {
    const values = new SqlValues()
    const rows = await readRows<ChoiceRow>(CHOICES.replace('WANTED', wantedBy(reader, values)), values.list)
    return choicesOf(rows)
  },
  finish: withWords,
  columns: [
    { id: 'alert', header: 'Alert', value: ({ text }) => text },
    { id: 'alert', header: 'Rule', value: ({ rule }) => rule },
    { id: 'alert', header: 'Kind', value: ({ title }) => title },
    { id: 'severity', header: 'Severity', value: ({ severity }) => SEVERITY_WORDS[severity] },
    { id: 'state', header: 'State', value: ({ state }) => STATE_WORDS[state] },
    { id: 'about', header: 'About', value: ({ objectName }) => objectName },
    { id: 'assignee', header: 'Who is on it', value: ({ assignee }) => assignee },
    { id: 'opened', header: 'Opened', value: ({ openedAt }) => openedAt, kind: 'time' },
    { id: 'last', header: 'Last evidence', value: ({ lastAt }) => lastAt, kind: 'time' },
    { id: 'occurrences', header: 'Occurrences', value: ({ occurrences }) => occurrences },
    { id: 'closed', header: 'Closed', value: ({ closedAt }) => closedAt, kind: 'time', optional: true },
  ],
})

interface ChoiceRow {
  what: string
  value: string
  name: string | null
  count: number
}

/** Counted in one pass over an index, then by each filter. */
const CHOICES = `
  SELECT CASE WHEN grouping(a.state) = 0 THEN 'state' WHEN grouping(a.severity) = 0 THEN 'severity'
              WHEN grouping(a.rule) = 0 THEN 'kind' WHEN grouping(a.object_kind) = 0 THEN 'about' ELSE 'assignee' END AS what,
         coalesce(a.state, a.severity, a.rule, a.object_kind, a.assignee_id, 'nobody') AS value, u.name, sum(a.count)::int AS count
    FROM (SELECT a.state, a.severity, a.rule, a.object_kind, a.assignee_id, count(*) AS count
            FROM alert a WHERE WANTED GROUP BY 1, 2, 3, 4, 5) a LEFT JOIN "user" u ON u.id = a.assignee_id
   GROUP BY GROUPING SETS ((a.state), (a.severity), (a.rule), (a.object_kind), (a.assignee_id, u.name))`

/** What the filters offer, each in the order in which people think of it. */
function choicesOf(rows: readonly ChoiceRow[]) {
  const of = (
    what: string,
    order: readonly string[],
    label: (value: string, name: string | null) => string,
  ) =>
    rows
      .filter((row) => row.what === what)
      .map(({ value, name, count }) => ({ value, label: label(value, name), count }))
      .toSorted((one, other) => order.indexOf(one.value) - order.indexOf(other.value))
  const inWords = (words: Readonly<Record<string, string>>) => (value: string) => words[value] ?? value
  return {
    state: of('state', Object.keys(STATE_WORDS), inWords(STATE_WORDS)),
    severity: of('severity', SEVERITIES.toReversed(), inWords(SEVERITY_WORDS)),
    kind: of(
      'kind',
      ALERT_KINDS.map(({ rule }) => rule),
      (rule) => `${rule} ${kindOfRule(rule)?.title ?? ''}`,
    ),
    about: of('about', Object.keys(OBJECT_WORDS), inWords(OBJECT_WORDS)),
    assignee: of('assignee', ['nobody'], (value, name) => name ?? (value === 'nobody' ? 'Nobody' : value)),
  }
}
