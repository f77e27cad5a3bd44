import { yesOrNo } from '../cim/yes-or-no'
import { type CsvRow, delimiterOf, readCsvRows, splitRecord } from '../csv-rows'
import { DateQuestion } from '../date-question'
import { excerptOf } from '../excerpt'
import { plainName } from '../fields/field-names'
import type { ReadContext, Reader, SourceRecord } from '../reader'
import { hasField, isVamtName, type VamtValues } from './vamt-fields'
import { COUNTS, isKeyRow, keyCountOf, type VamtResult, vamtProductOf } from './vamt-record'

/** VAMT's product list or key list as CSV: `Get-VamtProduct | Export-Csv`, or the list of its window; the list of keys of the admin centre. */
export const vamtCsvReader: Reader = {
  format: 'vamt-csv',
  label: 'VAMT list or list of keys (CSV)',
  detect: scoreOfVamtCsv,
  read: readVamtCsv,
}

const COMPUTER = ['fullyqualifieddomainname', 'computername', 'machinename', 'hostname']
const KEYS = ['fullKey', 'partialKey', 'keyDescription'] as const
const STATUS = ['licensestatus', 'licensestatustext', 'status']
const VAMT_ONLY = [
  'fullyqualifieddomainname',
  'productkeytype',
  'productname',
  'keytype',
  'internalcomputerguid',
]

function scoreOfVamtCsv(head: string): number {
  const lines = head.split(/\r\n|\n|\r/)
  const [header = '', first = ''] = lines.filter((line) => line.trim() !== '' && !line.startsWith('#TYPE'))
  const delimiter = delimiterOf(header)
  const names = splitRecord(header, delimiter).map(plainName)
  const has = (wanted: readonly string[]) => wanted.some((name) => names.includes(name))
  const headings = new Map(names.map((name) => [name, '']))
  if (names.length < 2) return 0
  const isOfKeys =
    COUNTS.some((field) => hasField(headings, field)) && KEYS.some((field) => hasField(headings, field))
  if (isOfKeys && !saysYesOrNo(names, splitRecord(first, delimiter))) return 0.9
  if (!has(COMPUTER) || !has(STATUS)) return 0
  return has(VAMT_ONLY) ? 0.96 : 0
}

/** "Activated" heads a count in a list of keys, and a yes or no in a list of machines. */
function saysYesOrNo(names: readonly string[], row: readonly string[]): boolean {
  const cell = row[names.indexOf('activated')]?.trim() ?? ''
  return !/^\d+$/.test(cell) && yesOrNo(cell) !== undefined
}

async function* readVamtCsv(text: AsyncIterable<string>, context: ReadContext): AsyncGenerator<SourceRecord> {
  let header: string[] | undefined
  const dates = new DateQuestion()
  for await (const row of readCsvRows(text)) {
    if (row.problem === undefined && isHeader(row.cells)) header = row.cells.map(plainName)
    else yield* readRow(row, header, context, dates)
  }
}

function isHeader(cells: readonly string[]): boolean {
  const known = cells.filter((cell) => isVamtName(cell))
  return known.length >= 2 && known.length >= cells.length / 4
}

function* readRow(
  row: CsvRow,
  header: string[] | undefined,
  context: ReadContext,
  dates: DateQuestion,
): Generator<SourceRecord> {
  const problem = row.problem ?? problemOf(row.cells, header)
  const result: VamtResult =
    problem === undefined ? resultOf(valuesOf(row.cells, header ?? []), context) : { problem }
  if ('observation' in result) {
    yield { type: 'observation', line: row.line, observation: result.observation }
    yield* dates.ask(row.line, result.unclear)
  } else if ('problem' in result) {
    yield { type: 'rejected', line: row.line, reason: result.problem, excerpt: excerptOf(row.raw) }
  }
}

function problemOf(cells: readonly string[], header: readonly string[] | undefined): string | undefined {
  if (header === undefined) return 'no header row before this one'
  if (cells.length === header.length) return undefined
  return `${cells.length} cells under ${header.length} columns`
}

function valuesOf(cells: readonly string[], header: readonly string[]): VamtValues {
  return new Map(header.map((name, index) => [name, cells[index] ?? '']))
}

function resultOf(values: VamtValues, context: ReadContext): VamtResult {
  return isKeyRow(values) ? keyCountOf(values, context) : vamtProductOf(values, context)
}
