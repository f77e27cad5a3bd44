import { type FieldName, fieldNamed } from '../fields/field-names'
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
  const fields = new Set(names.map((name) => fieldNamed(name)?.field))
  const isOfProducts = fields.has('PartialProductKey') && fields.has('Name') && !fields.has('LicenseStatus')
  return isOfProducts ? names.map((name) => (BARE_STATUS.test(name) ? 'LicenseStatus' : name)) : names
}
