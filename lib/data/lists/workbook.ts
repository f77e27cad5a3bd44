import writeXlsxFile, { type Cell } from 'write-excel-file/node'
import { plainText } from '@/lib/format/csv'
import { listTitle, type ViewList } from '@/lib/format/views'
import { XLSX_ROWS } from '@/lib/format/workbook-limit'
import { type CopiedReader, readerOf } from '../permission'
import { type ExportName, exportOf } from './export-list'
import type { ExportColumn } from './list-source'

/** What is asked of the thread that writes workbooks. */
interface WorkbookRequest extends CopiedReader {
  list: ExportName
  /** the address of the list from its question mark on */
  query: string
  /** ISO 8601 UTC */
  now: string
}

/**
 * A list as an Excel workbook: numbers and dates are numbers and dates, the header stays in sight, no cell is a formula.
 * Absent when the list has more rows than a workbook takes.
 */
export async function writeWorkbook(request: WorkbookRequest): Promise<Uint8Array | undefined> {
  const now = new Date(request.now)
  const { columns, batches } = await exportOf(
    readerOf(request),
    request.list,
    new URLSearchParams(request.query),
    now,
  )
  const rows: Cell[][] = [columns.map(({ header }) => ({ value: header, type: String, fontWeight: 'bold' }))]
  for await (const batch of batches) {
    if (rows.length - 1 + batch.length > XLSX_ROWS) {
      await batches.return(undefined)
      return undefined
    }
    for (const row of batch) rows.push(columns.map((column) => cellOf(column, row as never)))
  }
  const sheet = {
    sheet: listTitle(request.list as ViewList).slice(0, LONGEST_SHEET_NAME),
    stickyRowsCount: 1,
    columns: columns.map(({ header, kind }) => ({
      width: kind === 'time' ? 18 : Math.max(14, header.length + 2),
    })),
  }
  return new Uint8Array(await writeXlsxFile(rows, sheet).toBuffer())
}

/** Excel opens no sheet with a longer name. */
const LONGEST_SHEET_NAME = 31
/** Nor a cell with more characters. */
const LONGEST_CELL = 32_767

function cellOf(column: ExportColumn<never>, row: never): Cell {
  const value = column.value(row)
  if (value === null || value === '') return null
  if (typeof value === 'number') return { value, type: Number }
  const time = column.kind === 'time' ? Date.parse(value) : Number.NaN
  if (!Number.isNaN(time)) return { value: new Date(time), type: Date, format: 'yyyy-mm-dd hh:mm:ss' }
  return { value: plainText(value).slice(0, LONGEST_CELL), type: String }
}
