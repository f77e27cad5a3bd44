import type { AnswerLine } from '@/lib/activation/offline/answer-verdict'
import { readCsvRows, splitRecord } from '@/lib/sources/csv-rows'
import { type AnswerColumns, columnsOf, guessColumns } from './answer-columns'

const DELIMITERS = [',', ';', '\t'] as const

/** Lines in which a header is looked for; notes may stand above it. */
const HEADER_WITHIN = 40

/** A table of answers: any delimiter, any order of columns, notes above the header, or no header at all. */
export async function readAnswerTable(text: string): Promise<AnswerLine[] | undefined> {
  const lines = text.split(/\r\n|\n|\r/)
  const header = lines
    .slice(0, HEADER_WITHIN)
    .findIndex((line) =>
      DELIMITERS.some((delimiter) => columnsOf(splitRecord(line, delimiter)) !== undefined),
    )
  const start = Math.max(header, 0)
  const answers: AnswerLine[] = []
  let columns: AnswerColumns | undefined
  for await (const row of readCsvRows(once(lines.slice(start).join('\n')))) {
    const line = row.line + start
    if (columns === undefined && header >= 0) {
      columns = columnsOf(row.cells)
      continue
    }
    columns ??= guessColumns(row.cells)
    if (row.problem !== undefined) answers.push({ line, problem: row.problem })
    else if (columns !== undefined) answers.push(...answerOf(line, row.cells, columns))
  }
  return columns === undefined ? undefined : answers
}

/** Rows that are empty where it matters are left out: spreadsheets add them. */
function answerOf(line: number, cells: readonly string[], columns: AnswerColumns): AnswerLine[] {
  const cell = (at: number | undefined) => (at === undefined ? undefined : cells[at]?.trim().slice(0, 500))
  const installationId = cell(columns.installationId)
  const confirmationId = cell(columns.confirmationId)
  if (!installationId && !confirmationId) return []
  return [{ line, installationId, confirmationId, reference: cell(columns.reference)?.slice(0, 100) }]
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}
