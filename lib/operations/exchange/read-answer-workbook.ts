import type { AnswerLine } from '@/lib/activation/offline/answer-verdict'
import { answersOfRows } from './answer-rows'
import type { WorkbookSheet } from './workbook/workbook-rows'

/** The answers of a workbook: of the first sheet that has them. Undefined when none has both columns. */
export function readAnswerWorkbook(sheets: readonly WorkbookSheet[]): AnswerLine[] | undefined {
  const found = sheets.map(({ rows }) => answersOfRows(rows)).filter((answers) => answers !== undefined)
  return found.find((answers) => answers.length > 0) ?? found[0]
}
