import { delimiterOf, readCsvRows, splitRecord } from '../csv-rows'
import type { ReadContext, Reader, SourceRecord } from '../reader'
import { isHeader, readRow, scoreOfColumns } from './columns'
import { CimPairing } from './pairing'

/** `Get-CimInstance SoftwareLicensingProduct | Export-Csv`, with comma, semicolon or tab. */
export const cimCsvReader: Reader = {
  format: 'cim-csv',
  label: 'SoftwareLicensingProduct (CSV)',
  detect: scoreOfCsv,
  read: readCimCsv,
}

/** VAMT writes some of the same columns under names of its own. */
const VAMT_COLUMNS = ['fullyqualifieddomainname', 'productkeytype', 'productname']

/** Titles and greetings above a table. */
const ROWS_BEFORE_HEADER = 60

function scoreOfCsv(head: string): number {
  const lines = head
    .split(/\r\n|\n|\r/, 400)
    .filter((line) => line.trim() !== '' && !line.startsWith('#TYPE'))
  const at = lines
    .slice(0, ROWS_BEFORE_HEADER)
    .findIndex((line) => isHeader(splitRecord(line, delimiterOf(line))))
  const header = lines[at]
  if (header === undefined) return 0
  const delimiter = delimiterOf(header)
  const names = splitRecord(header, delimiter)
  if (VAMT_COLUMNS.some((name) => names.some((cell) => cell.trim().toLowerCase() === name))) return 0
  const next = lines[at + 1]
  // A list of columns in a query is followed by something else.
  const goesOn = next === undefined || next.includes('"') || splitRecord(next, delimiter).length > 1
  return goesOn ? scoreOfColumns(names) : 0
}

async function* readCimCsv(text: AsyncIterable<string>, context: ReadContext): AsyncGenerator<SourceRecord> {
  const pairing = new CimPairing(context)
  let header: string[] | undefined
  for await (const row of readCsvRows(text, isHeader)) {
    if (row.problem === undefined && isHeader(row.cells)) header = row.cells.map((cell) => cell.trim())
    else if (header !== undefined || row.problem !== undefined) yield* readRow(row, header, pairing)
  }
  yield* pairing.end()
}
