import { CLIENT_COLUMNS, clientColumn } from '@/lib/format/client-fields'
import { loadClientsParams, requestOf } from '@/lib/format/clients-address'
import { licensesRequest, loadLicensesParams } from '@/lib/format/licenses-address'
import { type AddressParams, chosenColumns, listRequest } from '@/lib/format/list-address'
import type { ListName } from '@/lib/format/lists'
import { VIEW_LISTS, type ViewList } from '@/lib/format/views'
import { EXPORT_CELL } from '../clients/client-row'
import { exportClients } from '../clients/clients-list'
import { isOptional, LICENSE_COLUMNS } from '../licenses/license-row'
import { exportLicenses } from '../licenses/licenses-list'
import { type DataReader, mustBeAble } from '../permission'
import type { ExportColumn } from './list-source'
import { LIST_SOURCES } from './sources'

/** Every list that can be written into a file. */
export type ExportName = ListName | ViewList

export const isExportName = (name: string): name is ExportName =>
  VIEW_LISTS.some((one) => one === name) || Object.hasOwn(LIST_SOURCES, name)

/** A list to be written into a file: exactly what its page shows, from the first row on. */
interface ListToExport {
  columns: readonly ExportColumn<never>[]
  batches: AsyncGenerator<readonly unknown[]>
}

/** The rows and columns of an address. Throws NotPermitted without `fleet.export` and what the list itself asks for. */
export async function exportOf(
  reader: DataReader,
  name: ExportName,
  params: AddressParams,
  now: Date,
): Promise<ListToExport> {
  mustBeAble(reader, 'fleet.export')
  const chosen = chosenColumns(params)
  if (name === 'clients') {
    const batches = await exportClients(reader, requestOf(loadClientsParams(params)), now)
    return { columns: shownColumns(CLIENT_EXPORT, chosen), batches }
  }
  if (name === 'licenses') {
    const batches = await exportLicenses(reader, licensesRequest(loadLicensesParams(params)), now)
    return { columns: shownColumns(LICENSE_EXPORT, chosen), batches }
  }
  const source = LIST_SOURCES[name]
  mustBeAble(reader, source.permission)
  const request = { ...listRequest(name, params), after: undefined, before: undefined }
  return { columns: shownColumns(source.columns, chosen), batches: source.batches(reader, request, now) }
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
