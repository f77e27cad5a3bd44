import { excerptOf } from '../excerpt'
import type { ReadContext, Reader, SourceRecord } from '../reader'
import { evenChunks } from './even-chunks'
import { EventSlicer, type Slice } from './event-slices'
import { EventTally } from './event-tally'
import { readUsualEvent } from './event-xml-fast'
import { parseEvent } from './event-xml-parser'
import { recordOfUtcEvent } from './utc-event'

const EVENT_START = /<Event[\s/>]/
const EVENT_MARKS = /schemas\.microsoft\.com\/win\/2004\/08\/events|<System>|<EventData>/

/** wevtutil's bare events and Event Viewer's saved XML. Every event is read by itself. */
export const kmsEventXmlReader: Reader = {
  format: 'kms-event-xml',
  label: 'KMS event log (XML)',
  detect(head) {
    if (!EVENT_START.test(head)) return 0
    if (!EVENT_MARKS.test(head)) return 0.3
    if (/^\s*</.test(head)) return 0.95
    // Event Viewer's copied text has the XML below its labels; a console transcript has a prompt above it.
    return /^\s*(?:Log Name|Event ID)\s*:/im.test(head) ? 0.4 : 0.8
  },
  read: readXml,
}

async function* readXml(text: AsyncIterable<string>, context: ReadContext): AsyncGenerator<SourceRecord> {
  const slicer = new EventSlicer()
  const tally = new EventTally()
  for await (const chunk of evenChunks(text)) {
    for (const record of recordsOf(slicer.push(chunk), context, tally)) yield record
  }
  yield* recordsOf(slicer.end(), context, tally)
  yield* tally.verdict()
}

function* recordsOf(
  slices: Iterable<Slice>,
  context: ReadContext,
  tally: EventTally,
): Generator<SourceRecord> {
  for (const slice of slices) {
    const record = recordOf(slice, context)
    if (record === undefined) {
      tally.countForeign()
      continue
    }
    tally.countUsed()
    yield record
  }
}

/** Undefined for an event that is none of ours. */
function recordOf(slice: Slice, context: ReadContext): SourceRecord | undefined {
  const { line } = slice
  if (slice.kind === 'stray') {
    return { type: 'rejected', line, reason: slice.reason, excerpt: excerptOf(slice.text) }
  }
  return readEventXml(slice.xml, line, context)
}

/** One `<Event>...</Event>` as a record; undefined when it is none of ours. */
export function readEventXml(xml: string, line: number, context: ReadContext): SourceRecord | undefined {
  const usual = readUsualEvent(xml, line)
  const parsed = usual === undefined ? parseEvent(xml, line) : ({ ok: true, event: usual } as const)
  if (!parsed.ok) return { type: 'rejected', line, reason: parsed.reason, excerpt: excerptOf(xml) }
  return recordOfUtcEvent(parsed.event, xml, context)
}
