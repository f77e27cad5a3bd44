import type { AnswerLine } from '@/lib/activation/offline/answer-verdict'
import { type AnswerColumns, columnsOf, guessColumns } from './answer-columns'

/** A row of a table, whatever file it stood in. */
export interface TableRow {
  /** 1-based in its file or sheet. */
  line: number
  cells: readonly string[]
  /** Why the cells cannot be trusted. */
  problem?: string
}

/** Rows in which a header is looked for; notes may stand above it. */
export const HEADER_WITHIN = 40

/**
 * Answers from the rows below the header, or from all rows where there is no header and the numbers speak for
 * themselves. Undefined when no columns are found.
 */
export function answersOfRows(rows: readonly TableRow[]): AnswerLine[] | undefined {
  const header = rows.slice(0, HEADER_WITHIN).findIndex(({ cells }) => columnsOf(cells) !== undefined)
  const answers: AnswerLine[] = []
  let columns: AnswerColumns | undefined = columnsOf(rows[header]?.cells ?? [])
  for (const { line, cells, problem } of rows.slice(header + 1)) {
    columns ??= guessColumns(cells)
    if (problem !== undefined) answers.push({ line, problem })
    else if (columns !== undefined) answers.push(...answerOf(line, cells, columns))
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
