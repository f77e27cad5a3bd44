import type { Condition } from '@/lib/activation/license/lapse'
import { explainReason } from '@/lib/activation/reason/explain-reason'
import { momentsOf } from '@/lib/activation/report/period'
import { columns, type ReportRow } from '@/lib/activation/report/report'
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
  ['Line', 'figure'],
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
        null,
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
