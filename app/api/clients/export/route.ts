import { apiRoute } from '@/lib/auth/api-route'
import { EXPORT_CELL } from '@/lib/data/clients/client-row'
import { exportClients } from '@/lib/data/clients/clients-list'
import { CLIENT_COLUMNS, type ClientColumn, clientColumn } from '@/lib/format/client-fields'
import { loadClientsParams, requestOf } from '@/lib/format/clients-address'
import { csvDownload } from '@/lib/format/csv-download'

/** Exactly what the list shows, as a CSV file: filter, sort and columns; all pages. */
export const GET = apiRoute('fleet.export', async (actor, request) => {
  const params = loadClientsParams(request)
  const now = new Date()
  const batches = await exportClients(actor, requestOf(params), now)
  const columns = shownColumns(params.cols).map((column) => ({
    header: clientColumn(column).header,
    text: EXPORT_CELL[column],
  }))
  return csvDownload(`clients-${now.toISOString().slice(0, 10)}`, columns, batches)
})

/** The chosen columns, or those the list shows by itself; the name always. */
function shownColumns(chosen: readonly string[] | null) {
  const isWanted = (column: ClientColumn) => chosen?.includes(column) ?? !clientColumn(column).optional
  return CLIENT_COLUMNS.filter((column) => column === 'name' || isWanted(column))
}
