import { EventTally } from '../kms-event/event-tally'
import { recordOfUtcEvent } from '../kms-event/utc-event'
import type { ReadContext, SourceRecord } from '../reader'
import { BinaryXml } from './binary-xml'
import { Damage } from './byte-cursor'
import { chunkRecords } from './chunk-records'
import { eventOfTree } from './event-of-tree'
import { evtxChunks } from './evtx-chunks'

/** The largest number that the record has room for. */
const LARGEST_LINE = 0x7fffffff

/**
 * Event logs as Event Viewer saves them (.evtx), read as they flow: one chunk of 64 KiB is held at a time. The line of
 * a record is its number in the file. What is damaged of a chunk becomes one rejection, and the rest of it is read.
 */
export async function* readEvtx(
  bytes: AsyncIterable<Uint8Array>,
  context: ReadContext,
): AsyncGenerator<SourceRecord> {
  const tally = new EventTally()
  let chunkNumber = 0
  for await (const chunk of evtxChunks(bytes)) {
    chunkNumber += 1
    for (const record of recordsOf(chunk, chunkNumber, context, tally)) yield record
  }
  yield* tally.verdict()
}

function* recordsOf(
  chunk: Buffer,
  chunkNumber: number,
  context: ReadContext,
  tally: EventTally,
): Generator<SourceRecord> {
  const xml = new BinaryXml(chunk)
  const faults: string[] = []
  let [good, bad, line] = [0, 0, 0]
  for (const found of chunkRecords(chunk)) {
    if (found.kind === 'damage') {
      faults.push(found.reason)
      continue
    }
    line = Math.min(Math.max(found.number, 1), LARGEST_LINE)
    try {
      const event = eventOfTree(xml, xml.event(found.from, found.to), line)
      good += 1
      const record = event && recordOfUtcEvent(event, event.message ?? '', context)
      if (record === undefined) tally.countForeign()
      else {
        tally.countUsed()
        yield record
      }
    } catch (error) {
      if (!(error instanceof Damage)) throw error
      bad += 1
      faults.push(`record ${line}: ${error.message}`)
    }
  }
  const [fault] = faults
  if (fault === undefined) return
  tally.countUsed()
  const counts = `${good} of its events were read, ${bad} could not be`
  const more = faults.length === 1 ? '' : ` (the first of ${faults.length} faults)`
  const reason = `Chunk ${chunkNumber} of the log is damaged: ${fault}${more}. ${counts}.`
  yield { type: 'rejected', line: Math.max(line, 1), reason, excerpt: '' }
}
