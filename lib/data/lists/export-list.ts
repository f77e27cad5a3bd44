import { CLIENT_COLUMNS, clientColumn } from '@/lib/format/client-fields'
import { loadClientsParams, requestOf } from '@/lib/format/clients-address'
import { licensesRequest, loadLicensesParams } from '@/lib/format/licenses-address'
import { type AddressParams, chosenColumns, listRequest } from '@/lib/format/list-address'
import type { ListName } from '@/lib/format/lists'
import { VIEW_LISTS, type ViewList } from '@/lib/format/views'
import { loadClientGroups } from '../clients/client-groups'
import { EXPORT_CELL } from '../clients/client-row'
import { exportClients } from '../clients/clients-list'
import { loadLicenseGroups } from '../licenses/license-groups'
import { isOptional, LICENSE_COLUMNS } from '../licenses/license-row'
import { exportLicenses } from '../licenses/licenses-list'
import { type DataReader, mustBeAble } from '../permission'
import { exportGroups } from './export-groups'
import type { ExportColumn } from './list-source'
import { LIST_SOURCES } from './sources'

/** Every list that can be written into a file. */
export type ExportName = ListName | ViewList

export const isExportName = (name: string): name is ExportName =>
  VIEW_LISTS.some((one) => one === name) || Object.hasOwn(LIST_SOURCES, name)

/** Machines can be narrowed to sites; other lists are of the whole fleet. */
const exportPermission = (name: ExportName) =>
  name === 'clients' || name === 'licenses' ? 'machine.export' : 'fleet.export'

/** A list to be written into a file: exactly what its page shows, from the first row on. */
interface ListToExport {
  columns: readonly ExportColumn<never>[]
  batches: AsyncGenerator<readonly unknown[]>
}

/** The rows and columns of an address. Throws NotPermitted without the permission to export and what the list itself asks for. */
export async function exportOf(
  reader: DataReader,
  name: ExportName,
  params: AddressParams,
  now: Date,
): Promise<ListToExport> {
  mustBeAble(reader, exportPermission(name))
  if (name === 'clients') return clientsToExport(reader, params, now)
  if (name === 'licenses') return licensesToExport(reader, params, now)
  const source = LIST_SOURCES[name]
  mustBeAble(reader, source.permission)
  const request = { ...listRequest(name, params), after: undefined, before: undefined }
  return {
    columns: shownColumns(source.columns, chosenColumns(params)),
    batches: source.batches(reader, request, now),
  }
}

async function clientsToExport(reader: DataReader, params: AddressParams, now: Date): Promise<ListToExport> {
  const parsed = loadClientsParams(params)
  const { filter, sort } = requestOf(parsed)
  if (parsed.group) {
    const groups = await loadClientGroups(reader, filter, parsed.group, now)
    return exportGroups(parsed.group, 'Clients', groups)
  }
  const columns = shownColumns(CLIENT_EXPORT, chosenColumns(params))
  const without = columns.some(({ id }) => id === 'attempt') ? undefined : ('attempts' as const)
  return { columns, batches: await exportClients(reader, { filter, sort, without }, now) }
}

async function licensesToExport(reader: DataReader, params: AddressParams, now: Date): Promise<ListToExport> {
  const parsed = loadLicensesParams(params)
  const { filter, sort } = licensesRequest(parsed)
  if (parsed.group) {
    const groups = await loadLicenseGroups(reader, filter, parsed.group, now)
    return exportGroups(parsed.group, 'Licenses', groups)
  }
  const columns = shownColumns(LICENSE_EXPORT, chosenColumns(params))
  return { columns, batches: await exportLicenses(reader, { filter, sort }, now) }
}

const TIMES = new Set<string>(['expires', 'news'])
const kindOf = (id: string) => (TIMES.has(id) ? { kind: 'time' as const } : {})

const CLIENT_EXPORT = CLIENT_COLUMNS.map((id) => {
  const { header, optional } = clientColumn(id)
  return { id, header, value: EXPORT_CELL[id], ...kindOf(id), ...(optional && { optional: true as const }) }
})

const LICENSE_EXPORT = LICENSE_COLUMNS.map((column) => ({
  id: column.id,
  header: column.header,
  value: column.text,
  ...kindOf(column.id),
  ...(isOptional(column) && { optional: true as const }),
}))

/** The chosen columns, or those the list shows by itself; the first always: it names the row. */
function shownColumns<Row>(columns: readonly ExportColumn<Row>[], chosen: readonly string[] | null) {
  const always = columns[0]?.id
  return columns.filter(
    ({ id, optional }) => id === always || (chosen?.length ? chosen.includes(id) : !optional),
  )
}
