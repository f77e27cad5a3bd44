import { type CsvRow, delimiterOf, readCsvRows, splitRecord } from '../csv-rows'
import { excerptOf } from '../excerpt'
import { type FieldName, fieldNamed } from '../fields/field-names'
import type { ReadContext, Reader, SourceRecord } from '../reader'
import { CimObjectBuilder, isUsedProperty } from './cim-object'
import { CimPairing } from './pairing'

/** `Get-CimInstance SoftwareLicensingProduct | Export-Csv`, with comma, semicolon or tab. */
export const cimCsvReader: Reader = {
  format: 'cim-csv',
  label: 'SoftwareLicensingProduct (CSV)',
  detect: scoreOfCsv,
  read: readCimCsv,
}

const OTHER_PRODUCT_FIELDS = [
  'PartialProductKey',
  'ApplicationID',
  'GracePeriodRemaining',
  'Machine',
  'Name',
  'Description',
  'ID',
] as const
const SERVICE_FIELDS = ['ClientMachineID', 'RemainingWindowsReArmCount'] as const

/** VAMT writes some of the same columns under names of its own. */
const VAMT_COLUMNS = ['fullyqualifieddomainname', 'productkeytype', 'productname']

function scoreOfCsv(head: string): number {
  const lines = head.split(/\r\n|\n|\r/).map((line) => line.trim())
  const header = lines.find((line) => line !== '' && !line.startsWith('#TYPE')) ?? ''
  const names = splitRecord(header, delimiterOf(header)).map((name) => name.trim().toLowerCase())
  if (names.length < 2 || VAMT_COLUMNS.some((name) => names.includes(name))) return 0
  const fields = new Set(names.map((name) => fieldNamed(name)?.field))
  const has = (field: FieldName) => fields.has(field)
  if (has('LicenseStatus')) return OTHER_PRODUCT_FIELDS.some(has) ? 0.95 : 0
  if (has('IsLicensed') && has('PartialProductKey')) return 0.8
  return SERVICE_FIELDS.some(has) ? 0.9 : 0
}

async function* readCimCsv(text: AsyncIterable<string>, context: ReadContext): AsyncGenerator<SourceRecord> {
  const pairing = new CimPairing(context)
  let header: string[] | undefined
  for await (const row of readCsvRows(text)) {
    if (row.problem === undefined && isHeader(row.cells)) header = row.cells.map((cell) => cell.trim())
    else yield* readRow(row, header, pairing)
  }
  yield* pairing.end()
}

/** Files put together from several exports repeat the header, or go on with another one. */
function isHeader(cells: readonly string[]): boolean {
  const used = cells.filter((cell) => isUsedProperty(cell.trim()))
  return used.length >= 2 && used.length >= cells.length / 4
}

function* readRow(row: CsvRow, header: string[] | undefined, pairing: CimPairing): Generator<SourceRecord> {
  const problem = row.problem ?? problemOf(row.cells, header)
  if (problem !== undefined || header === undefined) {
    const reason = problem ?? 'no header row before this one'
    yield { type: 'rejected', line: row.line, reason, excerpt: excerptOf(row.raw) }
    return
  }
  const builder = new CimObjectBuilder()
  header.forEach((name, index) => {
    builder.set(name, row.cells[index] ?? '')
  })
  yield* pairing.take({ line: row.line, values: builder.values })
}

function problemOf(cells: readonly string[], header: readonly string[] | undefined): string | undefined {
  if (header === undefined) return 'no header row before this one'
  if (cells.length === header.length) return undefined
  return `${cells.length} cells under ${header.length} columns`
}
