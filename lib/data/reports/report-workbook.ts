import writeXlsxFile, { type Cell } from 'write-excel-file/node'
import type { Report, ReportColumn, ReportTable } from '@/lib/activation/report/report'
import { plainCell } from '@/lib/activation/report/report'
import { plainLine } from '@/lib/activation/words/plain-line'
import { plainText } from '@/lib/format/csv'
import { reportFactsInWords } from './report-words'
import { isText, rowsOf } from './say-cell'

/** Excel opens no sheet with a longer name, and no cell with more characters. */
const LONGEST_SHEET_NAME = 31
const LONGEST_CELL = 32_767
const FORMATS = {
  day: 'yyyy-mm-dd',
  time: 'yyyy-mm-dd hh:mm',
  count: '#,##0',
  change: '+#,##0;-#,##0;0',
} as const

/** A report as an Excel workbook: a sheet a table, and at the end one that says what it is about. No cell is a formula. */
export async function reportWorkbook(report: Report): Promise<Uint8Array> {
  const sheets = [
    ...report.tables.map((table) => ({
      data: [
        headOf(table),
        ...rowsOf(table).map((row) => row.map((cell, at) => cellOf(cell, table.columns[at]))),
      ],
      sheet: sheetName(table.title),
      stickyRowsCount: 1,
      columns: table.columns.map(({ header, kind }) => ({
        width: Math.max(isText(kind) ? 26 : 14, header.length + 2),
      })),
    })),
    {
      data: aboutOf(report).map(([name, value]) => [textOf(name), textOf(value)]),
      sheet: 'About this report',
      columns: [{ width: 32 }, { width: 100 }],
    },
  ]
  return new Uint8Array(await writeXlsxFile(sheets).toBuffer())
}

const headOf = ({ columns }: ReportTable): Cell[] =>
  columns.map(({ header }) => ({ value: header, type: String, fontWeight: 'bold' }))

const sheetName = (title: string) => title.replace(/[\\/?*[\]:]/g, ' ').slice(0, LONGEST_SHEET_NAME)

const aboutOf = (report: Report): [string, string][] => [
  ['Question', report.question],
  ['Answer', report.answer],
  ...reportFactsInWords(report),
  ...(report.words ?? []).flatMap(({ title, lines }) => lines.map((line): [string, string] => [title, line])),
  ...(report.notes ?? []).map((note): [string, string] => ['Note', note]),
]

function cellOf(cell: Parameters<typeof plainCell>[0], column: ReportColumn | undefined): Cell {
  const value = plainCell(cell)
  const kind = column?.kind ?? 'text'
  if (value === null || value === '') return null
  if (typeof value === 'number') {
    return { value, type: Number, ...((kind === 'count' || kind === 'change') && { format: FORMATS[kind] }) }
  }
  const time = kind === 'day' || kind === 'time' ? Date.parse(value) : Number.NaN
  return Number.isNaN(time)
    ? textOf(value)
    : { value: new Date(time), type: Date, format: FORMATS[kind as 'day'] }
}

const textOf = (text: string): Cell => ({
  value: plainText(plainLine(text)).slice(0, LONGEST_CELL),
  type: String,
})
