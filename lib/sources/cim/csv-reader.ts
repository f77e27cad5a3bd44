import { type CsvRow, delimiterOf, readCsvRows, splitRecord } from '../csv-rows'
import { excerptOf } from '../excerpt'
import { fieldNamed } from '../fields/field-names'
import type { ReadContext, Reader, SourceRecord } from '../reader'
import { readJsonObject } from './collector-json'
import { columnNames } from './column-names'
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
  return Math.max(scoreOfHeader(head), scoreOfOutputs(head))
}

/** Answers of machines, of which one at least speaks of licenses. */
function scoreOfOutputs(head: string): number {
  const [header = ''] = head.split(/\r\n|\n|\r/, 3).filter((line) => line.trim() !== '')
  const isOfMachines = isOutputHeader(splitRecord(header, delimiterOf(header)))
  return isOfMachines && /license_?\s?status/i.test(head) ? 0.98 : 0
}

function scoreOfHeader(head: string): number {
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
  let readBelow: ReadBelow | undefined
  for await (const row of readCsvRows(text, (cells) => isHeader(cells) || isOutputHeader(cells))) {
    const isWhole = row.problem === undefined
    if (isWhole && isHeader(row.cells)) readBelow = licensesBelow(columnNames(row.cells), pairing)
    else if (readBelow !== undefined) yield* readBelow(row)
    else if (isWhole && isOutputHeader(row.cells)) readBelow = outputsBelow(row.cells, pairing)
    else if (!isWhole) yield* readRow(row, undefined, pairing)
  }
  yield* pairing.end()
}

/** Reads a row below the header that stood last. */
type ReadBelow = (row: CsvRow) => Generator<SourceRecord> | AsyncGenerator<SourceRecord>

const NO_NAME =
  'this row names no machine, and rows above it do: merged cells keep a name in their first row only. Fill it in for each row'

/** Licenses. A row without a name below rows that have one may be of the machine above, or of any other. */
function licensesBelow(header: readonly string[], pairing: CimPairing): ReadBelow {
  const column = header.findIndex((name) => fieldNamed(name)?.field === 'Machine')
  let isNamed = false
  return function* (row) {
    const hasName = (row.cells[column] ?? '').trim() !== ''
    if (row.problem === undefined && isNamed && !hasName) {
      yield { type: 'rejected', line: row.line, reason: NO_NAME, excerpt: excerptOf(row.raw) }
      return
    }
    isNamed ||= row.problem === undefined && hasName
    yield* readRow(row, header, pairing)
  }
}

/** Columns in which Intune and tools for remote commands keep what a script printed on a machine. */
const OUTPUT_COLUMN = /(?:output|stdout|result|response)s?$/i

function isOutputHeader(cells: readonly string[]): boolean {
  return (
    cells.length >= 2 &&
    !isHeader(cells) &&
    cells.some((cell) => fieldNamed(cell)?.field === 'Machine') &&
    cells.some((cell) => OUTPUT_COLUMN.test(cell.trim()))
  )
}

/** Rows with the name of a machine and what it answered: JSON, or the rows of a script. */
function outputsBelow(header: readonly string[], pairing: CimPairing): ReadBelow {
  return async function* (row) {
    if (row.problem !== undefined) return yield* readRow(row, header, pairing)
    const cells = header.map((name, index): [string, string] => [name, row.cells[index] ?? ''])
    const before = pairing.seen
    let count = 0
    for await (const record of readJsonObject(Object.fromEntries(cells), [row.line], pairing)) {
      count += 1
      yield record
    }
    if (count === 0 && pairing.seen === before) {
      yield { type: 'rejected', line: row.line, reason: NO_OUTPUT, excerpt: excerptOf(row.raw) }
    }
  }
}

const NO_OUTPUT = 'what this machine answered holds no license status'
