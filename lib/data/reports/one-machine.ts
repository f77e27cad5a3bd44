import type { Condition } from '@/lib/activation/license/lapse'
import { explainReason } from '@/lib/activation/reason/explain-reason'
import { momentsOf } from '@/lib/activation/report/period'
import { columns, type ReportChart, type ReportRow } from '@/lib/activation/report/report'
import { conditionLabel, statusLabel } from '@/lib/activation/words/labels'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { type ClientView, loadClientPage } from '../clients/client-page'
import { readRows } from '../rows'
import type { ReportLoader } from './report-request'

const HEADS = columns(
  ['Time', 'time'],
  'What was seen',
  'Product',
  'State',
  ['KMS host', 'kmsHost'],
  'Code',
  ['File', 'words'],
  ['Line', 'number'],
)

/** R6: everything that was seen of one machine in the period, the newest first. */
export const loadOneMachine: ReportLoader = async (reader, request) => {
  const { machine } = request.filters
  const client = machine === undefined ? undefined : await loadClientPage(reader, machine, request.now)
  if (client === undefined) {
    const answer = machine === undefined ? 'Name a machine above.' : `Nothing is known of ${machine}.`
    return { answer, tables: [{ title: 'Its story', columns: HEADS, rows: [], empty: answer }] }
  }
  const { since, until } = momentsOf(request.period)
  const isWithin = ({ at }: { at: string }) =>
    Date.parse(at) >= since.getTime() && Date.parse(at) < until.getTime()
  const story = await storyOf(client, isWithin)
  return {
    answer: `${client.name}: ${client.licenses.map(({ productLabel, assessment }) => `${productLabel} is ${conditionLabel(assessment.condition).toLowerCase()}`).join('; ') || 'no license is known'}. ${formatCountOf(story.length, 'entry', 'entries')} in the period.`,
    charts: [requestsByWeek(client.history.attempts.filter(isWithin), { since, until })].filter(
      ({ labels }) => labels.length > 1,
    ),
    tables: [
      {
        title: `The story of ${client.name}`,
        columns: HEADS,
        rows: story.slice(0, request.rows),
        of: story.length,
        empty: 'Nothing was seen of it in this period.',
      },
    ],
    notes: [
      'Requests are kept for 13 months unless set otherwise, at most the newest 500 are here; changes of state are kept permanently.',
    ],
  }
}

const WEEK_MS = 7 * 86_400_000

/** What it asked for in each week from its first request in the period on: a week without one stays empty. */
function requestsByWeek(
  attempts: ClientView['history']['attempts'],
  { since, until }: { since: Date; until: Date },
): ReportChart {
  const times = attempts.map(({ at }) => Date.parse(at))
  const first = Math.max(since.getTime(), Math.min(until.getTime(), ...times))
  const weeks = Math.ceil((until.getTime() - first) / WEEK_MS)
  const starts = Array.from({ length: weeks }, (_, week) => until.getTime() - (weeks - week) * WEEK_MS)
  const countIn = (start: number, served: boolean) =>
    attempts.filter(
      ({ succeeded }, at) =>
        succeeded === served && (times[at] ?? 0) >= start && (times[at] ?? 0) < start + WEEK_MS,
    ).length
  return {
    kind: 'bars',
    title: 'Requests by week',
    labels: starts.map((start) => new Date(start).toISOString().slice(0, 10)),
    series: [
      { name: 'Served', tone: 'ok', values: starts.map((start) => countIn(start, true)) },
      { name: 'Refused or unanswered', tone: 'bad', values: starts.map((start) => countIn(start, false)) },
    ],
  }
}

async function storyOf(
  { licenses, history }: ClientView,
  isWithin: (one: { at: string }) => boolean,
): Promise<ReportRow[]> {
  const changes = history.changes.filter(isWithin)
  const attempts = history.attempts.filter(isWithin)
  const files = await loadFileNames([...changes, ...attempts].flatMap(({ importId }) => importId ?? []))
  const fileOf = (importId: string | null, line: number | null) => {
    const name = importId === null ? undefined : files.get(importId)
    return importId && name ? { value: name, href: paths.import(importId, line ?? undefined) } : null
  }
  const productOf = (id: number) => licenses.find((license) => license.id === id)?.productLabel ?? null
  const rows: [at: string, row: ReportRow][] = [
    ...changes.map((one): [string, ReportRow] => [
      one.at,
      [
        one.at,
        sayChange(one.cause, one.from),
        productOf(one.licenseId),
        `${conditionLabel(one.to)} (${statusLabel(one.toStatus)})`,
        one.kmsHost,
        one.reason,
        fileOf(one.importId, one.line),
        one.line,
      ],
    ]),
    ...attempts.map((one): [string, ReportRow] => [
      one.at,
      [
        one.at,
        one.succeeded ? 'Asked and was served' : `Asked in vain: ${explainReason(one.code ?? '').meaning}`,
        one.slot === null ? null : (licenses.find(({ slot }) => slot === one.slot)?.productLabel ?? null),
        null,
        one.host,
        one.succeeded ? null : one.code,
        fileOf(one.importId, one.line),
        one.line,
      ],
    ]),
  ]
  return rows.sort(([one], [other]) => other.localeCompare(one)).map(([, row]) => row)
}

function sayChange(cause: 'news' | 'time', from: Condition | null): string {
  if (from === null) return 'Seen for the first time'
  return cause === 'time'
    ? `Time ran out; was ${conditionLabel(from).toLowerCase()}`
    : `Changed; was ${conditionLabel(from).toLowerCase()}`
}

async function loadFileNames(ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await readRows<{ id: string; fileName: string }>(
    'SELECT id, file_name FROM import WHERE id = ANY($1::uuid[])',
    [[...new Set(ids)]],
  )
  return new Map(rows.map(({ id, fileName }) => [id, fileName]))
}
