import { CSV_START, csvRows } from './csv'
import { downloadHeaders } from './download'
import { textStream } from './text-stream'

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
  return new Response(
    textStream(header, batches, (batch) => csvRows(batch.map((row) => columns.map(({ text }) => text(row))))),
    { headers: downloadHeaders(`${name}.csv`, 'text/csv') },
  )
}
