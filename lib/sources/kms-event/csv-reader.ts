import type { ReadContext, Reader, SourceRecord } from '../reader'
import { eventOfRow, layoutOf } from './event-csv-columns'
import { readEventRows } from './event-csv-rows'
import { type Found, readLocalEvents, rejected } from './local-events'

/** Event Viewer's "Save as CSV" or text, `Get-WinEvent | Export-Csv` and `Get-EventLog | Export-Csv`. */
export const kmsEventCsvReader: Reader = {
  format: 'kms-event-csv',
  label: 'KMS event log (CSV)',
  detect(head) {
    const lines = head.split(/\r\n|\n|\r/, 20).map((line) => line.trim())
    const header = lines.find((line) => line !== '' && !line.startsWith('#TYPE')) ?? ''
    return layoutOf(header) === undefined ? 0 : 0.95
  },
  read: (text: AsyncIterable<string>, context: ReadContext): AsyncGenerator<SourceRecord> =>
    readLocalEvents(findEvents(text), context),
}

async function* findEvents(text: AsyncIterable<string>): AsyncGenerator<Found> {
  for await (const row of readEventRows(text)) {
    if (row.kind === 'cells') {
      yield { kind: 'event', event: eventOfRow(row.cells, row.line, row.layout), raw: row.raw }
    } else {
      yield { kind: 'done', record: rejected(row.line, row.problem, row.raw) }
    }
  }
}
