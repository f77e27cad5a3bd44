import type { Report } from '@/lib/activation/report/report'
import { type ReportChoice, type ReportNumber, reportChoice } from '@/lib/format/reports'
import { XLSX_ROWS } from '@/lib/format/workbook-limit'
import { type CopiedReader, type DataReader, readerOf } from '../permission'
import { reportCsv } from './report-csv'
import { PDF_ROWS, reportPdf } from './report-pdf'
import { requestOf } from './report-request'
import { reportWorkbook } from './report-workbook'
import { loadReport } from './reports'

/** The files that hold a whole report, and how many rows of a table each takes. */
const WHOLE = {
  pdf: { rows: PDF_ROWS, write: reportPdf },
  xlsx: { rows: XLSX_ROWS, write: reportWorkbook },
} as const

/** A report with its file. Throws NotPermitted. @param at its moment, and the day it is for (requestOf). */
export async function makeReportFile(
  reader: DataReader,
  number: ReportNumber,
  choice: ReportChoice,
  as: keyof typeof WHOLE,
  at: { now: Date; today?: string },
): Promise<{ report: Report; bytes: Uint8Array }> {
  const { rows, write } = WHOLE[as]
  const report = await loadReport(reader, number, requestOf(choice, { ...at, rows }))
  return { report, bytes: await write(report) }
}

/** What is asked of the thread that writes files. */
export interface ReportFileRequest extends CopiedReader {
  number: ReportNumber
  as: 'csv' | 'json' | 'xlsx' | 'pdf'
  /** the address of the report from its question mark on; of CSV with the table and whether facts stand above it */
  query: string
  /** ISO 8601 UTC */
  now: string
}

export type ReportFile =
  | { ok: true; content: string | Uint8Array }
  | { ok: false; refusal: { kind: 'noSuchTable'; tables: number } }

/** A report as a file, read and written in one place: CSV and JSON hold all rows. Throws NotPermitted. */
export async function writeReportFile(request: ReportFileRequest): Promise<ReportFile> {
  const { number, as } = request
  const reader = readerOf(request)
  const query = new URLSearchParams(request.query)
  const choice = reportChoice(number, query)
  const now = new Date(request.now)
  if (as === 'pdf' || as === 'xlsx')
    return { ok: true, content: (await makeReportFile(reader, number, choice, as, { now })).bytes }
  const report = await loadReport(reader, number, requestOf(choice, { now, rows: Number.MAX_SAFE_INTEGER }))
  if (as === 'json') return { ok: true, content: JSON.stringify(report) }
  const table = report.tables[Number(query.get('table') ?? 1) - 1]
  if (!table) return { ok: false, refusal: { kind: 'noSuchTable', tables: report.tables.length } }
  return { ok: true, content: reportCsv(report, table, query.get('facts') === 'yes') }
}
