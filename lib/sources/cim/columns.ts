import type { CsvRow } from '../csv-rows'
import { excerptOf } from '../excerpt'
import { type FieldName, fieldNamed, plainName } from '../fields/field-names'
import { BARE_LICENSE } from '../fields/translated-names'
import type { SourceRecord } from '../reader'
import { CimObjectBuilder } from './cim-object'
import { columnNames, isColumnName } from './column-names'
import type { Machine } from './machine'
import type { CimPairing } from './pairing'

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

/** How sure it is, 0 to 1, that these are the columns of a table with license data. */
export function scoreOfColumns(names: readonly string[]): number {
  if (names.length < 2) return 0
  const fields = new Set(columnNames(names).map((name) => fieldNamed(name)?.field))
  const has = (field: FieldName) => fields.has(field)
  if (has('LicenseStatus')) return OTHER_PRODUCT_FIELDS.some(has) ? 0.95 : 0
  if (has('IsLicensed') && (has('PartialProductKey') || has('Name'))) return 0.8
  if (SERVICE_FIELDS.some(has)) return 0.9
  if (has('PartialProductKey') && has('Name')) return 0.7
  const isOfSystems = has('OperatingSystem') && names.some((name) => BARE_LICENSE.has(plainName(name)))
  return has('Machine') && (has('IsLicensed') || isOfSystems) ? 0.6 : 0
}

/** `Get-CimInstance … | Select-Object Name,LicenseStatus`, `wmic path … get Name,LicenseStatus`: a command names columns too. */
const COMMAND = /^(?:PS |[A-Z]:\\).*>|\s\|\s|\b(?:Get-\w+|wmic|SELECT)\s/i

/** Files put together from several exports repeat the header, or go on with another one. */
export function isHeader(cells: readonly string[]): boolean {
  if (COMMAND.test(cells[0] ?? '')) return false
  const used = cells.filter(isColumnName)
  // "Licensed, Activated" are two values of a row.
  const fields = new Set(columnNames(used).map((name) => fieldNamed(name)?.field))
  return fields.size >= 2 && used.length >= cells.length / 4
}

/** Reads one row below its header, whose names are those of `columnNames`. around: the machine a heading above the table names. */
export function* readRow(
  row: CsvRow,
  header: readonly string[] | undefined,
  pairing: CimPairing,
  around: Machine = {},
): Generator<SourceRecord> {
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
  yield* pairing.take({ line: row.line, values: builder.values }, builder.values.has('Machine') ? {} : around)
}

function problemOf(cells: readonly string[], header: readonly string[] | undefined): string | undefined {
  if (header === undefined) return 'no header row before this one'
  if (cells.length === header.length) return undefined
  return `${cells.length} cells under ${header.length} columns`
}
