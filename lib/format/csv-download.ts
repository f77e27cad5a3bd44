import { CSV_START, csvRows } from './csv'
import { downloadHeaders } from './download'

interface CsvColumn<Row> {
  header: string
  text: (row: Row) => string | number | null
}

/** A CSV file of many rows, a batch at a time as it is read: memory stays the same for any length. name: without '.csv'. */
export function csvDownload<Row>(
  name: string,
  columns: readonly CsvColumn<Row>[],
  batches: AsyncGenerator<Row[]>,
): Response {
  const header = CSV_START + csvRows([columns.map((column) => column.header)])
  const encoder = new TextEncoder()
  let isFirst = true
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await batches.next()
      const rows = done ? '' : csvRows(value.map((row) => columns.map(({ text }) => text(row))))
      controller.enqueue(encoder.encode((isFirst ? header : '') + rows))
      isFirst = false
      if (done) controller.close()
    },
    async cancel() {
      await batches.return(undefined)
    },
  })
  return new Response(body, { headers: downloadHeaders(`${name}.csv`, 'text/csv') })
}
