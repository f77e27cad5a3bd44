import { readLines } from '../lines'
import type { ReadContext, Reader, SourceRecord } from '../reader'
import { type Found, readLocalEvents } from './local-events'
import { isLogLine } from './log-line'
import { TextEvents } from './text-events'
import { labelledRow, type TextField } from './text-labels'

const HEADLINE = /^.{0,60}\bEvent ID:?\s*(?:1228[89]|12290|12293|12308)\s*$/im

/** Events copied from Event Viewer as text, one or many, with or without their XML, and rows of log collectors. */
export const kmsEventTextReader: Reader = {
  format: 'kms-event-text',
  label: 'KMS events (text)',
  detect(head) {
    const labelled = head.split(/\r\n|\n|\r/).flatMap((row) => labelledRow(row) ?? [])
    const has = (...fields: readonly TextField[]) => labelled.some(({ field }) => fields.includes(field))
    if (labelled.some(({ field, value }) => field === 'id' && /^\d{1,5}$/.test(value))) {
      return has('log', 'provider') ? 0.96 : 0.7
    }
    return HEADLINE.test(head) || head.split('\n').some(isLogLine) ? 0.6 : 0
  },
  read: (text: AsyncIterable<string>, context: ReadContext): AsyncGenerator<SourceRecord> =>
    readLocalEvents(findEvents(text), context),
}

async function* findEvents(text: AsyncIterable<string>): AsyncGenerator<Found> {
  const events = new TextEvents()
  for await (const line of readLines(text)) {
    const finished = events.push(line)
    if (finished !== undefined) yield finished
  }
  const last = events.end()
  if (last !== undefined) yield last
}
