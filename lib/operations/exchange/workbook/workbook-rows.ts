/** The cells of an Excel workbook (.xlsx) as texts, within bounds. */
import readWorkbook, { type CellValue } from 'read-excel-file/universal'
import { unpackZip, type ZipEntry } from './zip-entries'

/** Far more than an answer file needs: 2,000 lines take about 1 MB unpacked. */
export const WORKBOOK_LIMITS = {
  entries: 500,
  bytes: 32 * 1024 * 1024,
  rows: 10_000,
  columns: 256,
} as const

export interface WorkbookSheet {
  name: string
  rows: { line: number; cells: string[] }[]
}

export type WorkbookRefusal =
  /** A workbook of Excel 97 to 2003, or one that asks for a password: both begin alike. */
  | { kind: 'oldOrLocked' }
  /** A ZIP archive of something else: a document, OpenDocument, a binary workbook (.xlsb). */
  | { kind: 'noWorkbook' }
  | { kind: 'brokenWorkbook' }
  | { kind: 'workbookTooLarge' }
  /** A cell stands further away than is read. */
  | { kind: 'workbookTooWide'; rows: number; columns: number }

export type ReadWorkbook = { ok: true; sheets: WorkbookSheet[] } | { ok: false; refusal: WorkbookRefusal }

const ZIP_START = [0x50, 0x4b]
const OLE_START = [0xd0, 0xcf, 0x11, 0xe0]

/** Whether the bytes are a workbook at a glance: a ZIP archive, or the container of older and of locked ones. */
export function looksLikeWorkbook(bytes: Uint8Array): boolean {
  return startsWith(bytes, ZIP_START) || startsWith(bytes, OLE_START)
}

const startsWith = (bytes: Uint8Array, start: readonly number[]) =>
  bytes.length >= start.length && start.every((byte, at) => bytes[at] === byte)

/**
 * Sheets in their order. A number is given as the workbook stores it ('9.17304625891730E+47'), so that whoever reads
 * it sees what was lost. Never throws; nothing is unpacked beyond WORKBOOK_LIMITS.
 */
export async function readWorkbookRows(bytes: Uint8Array): Promise<ReadWorkbook> {
  if (startsWith(bytes, OLE_START)) return refused({ kind: 'oldOrLocked' })
  const zip = unpackZip(bytes, WORKBOOK_LIMITS, isRead)
  if (!zip.ok) return refused(ZIP_REFUSALS[zip.refusal.kind])
  if (!zip.entries.some(({ name }) => name === '[Content_Types].xml')) return refused({ kind: 'noWorkbook' })
  if (!zip.entries.some(({ name }) => /^\/?xl\/workbook\d*\.xml$/.test(name)))
    return refused({ kind: 'noWorkbook' })
  if (zip.entries.some(reachesTooFar)) {
    return refused({
      kind: 'workbookTooWide',
      rows: WORKBOOK_LIMITS.rows,
      columns: WORKBOOK_LIMITS.columns,
    })
  }
  try {
    const own = Uint8Array.from(bytes)
    const sheets = await readWorkbook<string>(own.buffer, { parseNumber: (number) => number })
    return { ok: true, sheets: sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map(rowOf) })) }
  } catch {
    return refused({ kind: 'brokenWorkbook' })
  }
}

const refused = (refusal: WorkbookRefusal): ReadWorkbook => ({ ok: false, refusal })

const ZIP_REFUSALS = {
  broken: { kind: 'brokenWorkbook' },
  encrypted: { kind: 'oldOrLocked' },
  tooLarge: { kind: 'workbookTooLarge' },
} as const

const isRead = (name: string) => name.endsWith('.xml') || name.endsWith('.xml.rels')

const rowOf = (cells: readonly (CellValue<string> | null)[], index: number) => ({
  line: index + 1,
  cells: cells.map(textOf),
})

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  return cell instanceof Date && !Number.isNaN(cell.getTime()) ? cell.toISOString() : String(cell)
}

/**
 * Whether a cell or row of a sheet names a place beyond the limits: the reader fills what lies between with empty
 * rows, so one cell could ask for millions. Looks at every attribute r, as the reader would read its value.
 */
function reachesTooFar({ content }: ZipEntry): boolean {
  if (!content.includes('sheetData')) return false
  for (const [, place = ''] of content.toString('utf8').matchAll(/[\s"']r\s*=\s*["']([^"']*)/g)) {
    const letters = /^[^0-9]*/.exec(place)?.[0] ?? ''
    const row = Number(place.slice(letters.length))
    if (row > WORKBOOK_LIMITS.rows || columnOf(letters) > WORKBOOK_LIMITS.columns) return true
  }
  return false
}

/** 'A' is 1, 'AA' is 27; what is no column is too far. */
function columnOf(letters: string): number {
  if (!/^[A-Z]{0,3}$/.test(letters)) return Number.POSITIVE_INFINITY
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}
