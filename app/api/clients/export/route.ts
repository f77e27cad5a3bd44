import { loadClientsParams, requestOf } from '@/app/(console)/clients/search-params'
import { apiRoute } from '@/lib/auth/api-route'
import { exportClients } from '@/lib/data/clients/clients-list'
import { CSV_START, csvRows } from '@/lib/format/csv'
import { clientCells, exportColumns } from './cells'

/** Exactly what the list shows, as a CSV file: filter, sort and columns; all pages. */
export const GET = apiRoute('fleet.export', async (actor, request) => {
  const params = loadClientsParams(request)
  const now = new Date()
  const batches = await exportClients(actor, requestOf(params), now)
  const columns = exportColumns(params.cols)
  const header = CSV_START + csvRows([columns.map((column) => column.header)])
  const encoder = new TextEncoder()
  let isFirst = true
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await batches.next()
      const rows = done ? '' : csvRows(value.map((row) => clientCells(row, columns)))
      controller.enqueue(encoder.encode((isFirst ? header : '') + rows))
      isFirst = false
      if (done) controller.close()
    },
    async cancel() {
      await batches.return(undefined)
    },
  })
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="clients-${now.toISOString().slice(0, 10)}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
})
