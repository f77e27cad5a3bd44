import { type FieldName, fieldNamed, plainName } from '../fields/field-names'
import { BARE_LICENSE } from '../fields/translated-names'
import { squeeze } from '../labels/label-table'
import type { SlmgrField } from '../labels/slmgr-fields'
import { SLMGR_TABLES } from '../labels/slmgr-tables'

/** Columns that people call as slmgr.vbs calls its rows, in their language. */
const FIELD_OF_ROW = {
  name: 'Name',
  description: 'Description',
  status: 'LicenseStatus',
  notificationReason: 'LicenseStatusReason',
  partialKey: 'PartialProductKey',
  activationId: 'ID',
  cmid: 'ClientMachineID',
  volumeExpiration: 'GracePeriodRemaining',
  dnsHost: 'DiscoveredKeyManagementServiceMachineName',
  registeredHost: 'KeyManagementServiceMachine',
} as const satisfies Partial<Record<SlmgrField, FieldName>>

const BY_LABEL = new Map<string, FieldName>(
  SLMGR_TABLES.flatMap(({ labels }) =>
    Object.entries(FIELD_OF_ROW).flatMap(([row, field]) =>
      (labels[row as keyof typeof FIELD_OF_ROW] ?? []).map((label): [string, FieldName] => [
        squeeze(label),
        field,
      ]),
    ),
  ),
)

const LONGEST_LABEL = 60
/** A column of this name is that of the license where the others are a product and its key. */
const BARE_STATUS =
  /^(?:status|state|zustand|état|estado|stato|stan|stav|durum|состояние|状態|状态|狀態|상태)$/i

/** Whether a cell is the name of a column that is read. */
export function isColumnName(cell: string): boolean {
  const name = cell.trim()
  const field = fieldNamed(name)?.field
  return (
    (field !== undefined && field !== 'ObservedAt') ||
    (name.length <= LONGEST_LABEL && BY_LABEL.has(squeeze(name)))
  )
}

/** The names of columns, those in other words under the name of their field. */
export function columnNames(cells: readonly string[]): string[] {
  const names = cells.map((cell) => {
    const name = cell.trim()
    return fieldNamed(name) === undefined
      ? (BY_LABEL.get(squeeze(name.slice(0, LONGEST_LABEL))) ?? name)
      : name
  })
  return withMachine(withStatus(names))
}

const fieldsOf = (names: readonly string[]) => names.map((name) => fieldNamed(name)?.field)

function withStatus(names: string[]): string[] {
  const fields = new Set(fieldsOf(names))
  const isOfLicenses =
    fields.has('PartialProductKey') || names.some((name) => BARE_LICENSE.has(plainName(name)))
  const isStatusMissing = isOfLicenses && fields.has('Name') && !fields.has('LicenseStatus')
  return isStatusMissing ? names.map((name) => (BARE_STATUS.test(name) ? 'LicenseStatus' : name)) : names
}

/** "Name" beside a column of products is the machine's, where no other column is. */
function withMachine(names: string[]): string[] {
  const fields = fieldsOf(names)
  const isNameless = !fields.includes('Machine') && fields.filter((field) => field === 'Name').length > 1
  return isNameless ? names.map((name) => (/^name$/i.test(name) ? 'Machine' : name)) : names
}
