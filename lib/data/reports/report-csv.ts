import type { Report, ReportCell, ReportTable } from '@/lib/activation/report/report'
import { plainCell } from '@/lib/activation/report/report'
import { plainLine } from '@/lib/activation/words/plain-line'
import { CSV_START, csvRows } from '@/lib/format/csv'
import { reportFactsInWords } from './report-words'
import { rowsOf } from './say-cell'

/**
 * One table of a report as CSV, its total as the last row.
 * @param withFacts what is said around the figures stands above, each line beginning with '#'.
 */
export function reportCsv(report: Report, table: ReportTable, withFacts = false): string {
  const facts = withFacts
    ? [...reportFactsInWords(report), ['Answer', report.answer], ['Table', table.title]]
    : []
  return (
    CSV_START +
    facts.map(([name, value]) => `# ${name}: ${plainLine(value ?? '')}\r\n`).join('') +
    csvRows([table.columns.map(({ header }) => header), ...rowsOf(table).map((row) => row.map(cellOf))])
  )
}

function cellOf(cell: ReportCell): string | number | null {
  const value = plainCell(cell)
  return typeof value === 'string' ? plainLine(value) : value
}
