import {
  plainCell,
  type ReportCell,
  type ReportColumn,
  type ReportTable,
} from '@/lib/activation/report/report'
import { plainLine } from '@/lib/activation/words/plain-line'
import { formatChange, formatCount } from '@/lib/format/counts'
import { formatDateTime, formatDay } from '@/lib/format/dates'

/** A cell as people read it, on the page, in print and in the PDF alike; '–' for what is not known. */
export function sayCell(cell: ReportCell, kind: ReportColumn['kind']): string {
  const value = plainCell(cell)
  if (value === null || value === '') return '–'
  if (kind === 'number') return String(value)
  if (typeof value === 'number') return kind === 'change' ? formatChange(value) : formatCount(value)
  if (kind === 'day') return formatDay(value)
  return kind === 'time' ? formatDateTime(new Date(value)) : plainLine(value)
}

/** Numbers stand at the right. */
export const isNumeric = ({ kind }: ReportColumn) =>
  ['count', 'change', 'share', 'figure', 'number'].includes(kind)

export const isText = (kind: ReportColumn['kind']) => ['text', 'machine', 'kmsHost', 'words'].includes(kind)

/** The rows of a table with its total as the last, as wide as they are: what every file holds. */
export const rowsOf = ({ columns, rows, total }: ReportTable) =>
  total ? [...rows, columns.map((_, at) => total[at] ?? null)] : rows

/** 'The first 500 of 1,222 rows.'; undefined where all are there. */
export function sayCut({ rows, of }: ReportTable, shown = rows.length): string | undefined {
  const all = of ?? rows.length
  return all > shown ? `The first ${formatCount(shown)} of ${formatCount(all)} rows.` : undefined
}
