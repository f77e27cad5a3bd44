import type { AnswerLine } from '@/lib/activation/offline/answer-verdict'
import { readCsvRows, splitRecord } from '@/lib/sources/csv-rows'
import { columnsOf } from './answer-columns'
import { answersOfRows, HEADER_WITHIN, type TableRow } from './answer-rows'

const DELIMITERS = [',', ';', '\t'] as const

/** A table of answers: any delimiter, any order of columns, notes above the header, or no header at all. */
export async function readAnswerTable(text: string): Promise<AnswerLine[] | undefined> {
  const lines = text.split(/\r\n|\n|\r/)
  const header = lines
    .slice(0, HEADER_WITHIN)
    .findIndex((line) =>
      DELIMITERS.some((delimiter) => columnsOf(splitRecord(line, delimiter)) !== undefined),
    )
  // The first row settles the delimiter, so notes above the header are left out.
  const start = Math.max(header, 0)
  const rows: TableRow[] = []
  for await (const { line, cells, problem } of readCsvRows(once(lines.slice(start).join('\n')))) {
    rows.push({ line: line + start, cells, ...(problem !== undefined && { problem }) })
  }
  return answersOfRows(rows)
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}
