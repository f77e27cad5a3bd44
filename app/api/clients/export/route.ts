import { apiRoute } from '@/lib/auth/api-route'
import { EXPORT_CELL } from '@/lib/data/clients/client-row'
import { exportClients } from '@/lib/data/clients/clients-list'
import { CLIENT_COLUMNS, type ClientColumn, clientColumn } from '@/lib/format/client-fields'
import { loadClientsParams, requestOf } from '@/lib/format/clients-address'
import { CSV_START, csvRows } from '@/lib/format/csv'
import { downloadHeaders } from '@/lib/format/download'

/** Exactly what the list shows, as a CSV file: filter, sort and columns; all pages. */
export const GET = apiRoute('fleet.export', async (actor, request) => {
  const params = loadClientsParams(request)
  const now = new Date()
  const batches = await exportClients(actor, requestOf(params), now)
  const columns = shownColumns(params.cols)
  const header = CSV_START + csvRows([columns.map((column) => clientColumn(column).header)])
  const encoder = new TextEncoder()
  let isFirst = true
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await batches.next()
      const rows = done ? '' : csvRows(value.map((row) => columns.map((column) => EXPORT_CELL[column](row))))
      controller.enqueue(encoder.encode((isFirst ? header : '') + rows))
      isFirst = false
      if (done) controller.close()
    },
    async cancel() {
      await batches.return(undefined)
    },
  })
  return new Response(body, {
    headers: downloadHeaders(`clients-${now.toISOString().slice(0, 10)}.csv`, 'text/csv'),
  })
})

/** The chosen columns, or those the list shows by itself; the name always. */
function shownColumns(chosen: readonly string[] | null) {
  const isWanted = (column: ClientColumn) => chosen?.includes(column) ?? !clientColumn(column).optional
  return CLIENT_COLUMNS.filter((column) => column === 'name' || isWanted(column))
}
