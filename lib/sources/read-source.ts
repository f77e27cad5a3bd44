import { ACCEPTED_FORMATS } from './accepted-formats'
import { decodeText } from './decode'
import { detectWrapped, HEAD_LENGTH } from './detect'
import { EVTX_SIGNATURE } from './evtx/evtx-chunks'
import { readEvtx } from './evtx/evtx-reader'
import { excerptOf } from './excerpt'
import { otherFile } from './other-files'
import { otherText } from './other-texts'
import type { ReadContext, SourceFormat, SourceRecord } from './reader'
import { textShape } from './text-shape'

export interface SourceReading {
  /** Absent when no reader recognised the text; `records` then holds one rejection that says so. */
  format: SourceFormat | undefined
  /** Words for a person, also where nothing was recognised. */
  label: string
  encoding: string
  /** Can be read once. */
  records: AsyncGenerator<SourceRecord>
}

const EVTX_LABEL = 'Windows event log (.evtx)'
/**
 * Finds encoding and format of a byte stream and reads it as it flows. Never throws on bad input; only an
 * error of the byte stream itself comes through.
 */
export async function readSource(
  bytes: AsyncIterable<Uint8Array>,
  context: ReadContext,
): Promise<SourceReading> {
  const start = await peek(bytes, EVTX_SIGNATURE.length)
  if (start.head.equals(EVTX_SIGNATURE)) {
    return { format: 'evtx', label: EVTX_LABEL, encoding: 'binary', records: readEvtx(start.bytes, context) }
  }
  const file = otherFile(start.head)
  if (file !== undefined) return unrecognised('binary', `this seems to be ${file.is}`, '', file.send)
  const { encoding, text } = await decodeText(start.bytes)
  if (encoding === 'binary') return unrecognised(encoding, 'binary data', '')
  const chunks = text[Symbol.asyncIterator]()
  const head = await takeHead(chunks)
  const whole = rejoin(head, chunks)
  const found = detectWrapped(head)
  if (found !== undefined) {
    const { reader, unwrapping } = found
    const { text: inner, placed } = unwrapping?.take(whole) ?? { text: whole, placed: asTheyAre }
    return {
      format: reader.format,
      label: reader.label,
      encoding,
      records: orNothing(placed(reader.read(inner, context))),
    }
  }
  await whole.return(undefined)
  return head.trim() === '' ? unrecognised(encoding, 'an empty text', head) : otherKind(encoding, head)
}

/** Every text that is read says something, and be it that there was nothing to say. */
async function* orNothing(records: AsyncGenerator<SourceRecord>): AsyncGenerator<SourceRecord> {
  let isEmpty = true
  for await (const record of records) {
    isEmpty = false
    yield record
  }
  if (isEmpty) yield { type: 'rejected', line: 1, reason: NOTHING, excerpt: '' }
}

const NOTHING =
  'Nothing in it says how a product is licensed: its products are not in use, or its rows have no status.'

const asTheyAre = (records: AsyncGenerator<SourceRecord>) => records

/** The first bytes of a stream, and all of it from the beginning. */
async function peek(bytes: AsyncIterable<Uint8Array>, count: number) {
  const source = bytes[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  while (held.length < count) {
    const next = await source.next()
    if (next.done) break
    held =
      held.length === 0
        ? Buffer.from(next.value.buffer, next.value.byteOffset, next.value.length)
        : Buffer.concat([held, next.value])
  }
  return { head: held.subarray(0, count), bytes: rejoin(held, source) }
}

async function takeHead(chunks: AsyncIterator<string>): Promise<string> {
  let head = ''
  while (head.length < HEAD_LENGTH) {
    const next = await chunks.next()
    if (next.done) return head
    head += next.value
  }
  return head
}

async function* rejoin<T>(head: T, chunks: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    yield head
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
  } finally {
    await chunks.return?.()
  }
}

function otherKind(encoding: string, head: string): SourceReading {
  const other = otherText(head) ?? textShape(head)
  if (other === undefined) return unrecognised(encoding, 'a text of another kind', head)
  return unrecognised(encoding, `this seems to be ${other.is}`, head, other.send, other.at)
}

function unrecognised(
  encoding: string,
  what: string,
  head: string,
  send = `Accepted: ${ACCEPTED_FORMATS}.`,
  at = 0,
): SourceReading {
  const records = refusal(`${what}. ${send}`, head, at)
  return { format: undefined, label: 'not recognised', encoding, records }
}

/** at: the character on whose line stands what the refusal is about. */
async function* refusal(what: string, head: string, at: number): AsyncGenerator<SourceRecord> {
  const lines = head.split(/\r\n|\n|\r/)
  const index = at > 0 ? head.slice(0, at).split(/\r\n|\n|\r/).length - 1 : 0
  const shown = lines.slice(index, index + 200).find((line) => line.trim() !== '') ?? ''
  const reason = `No license data was recognised: ${what.replace(/\.$/, '')}.`
  yield { type: 'rejected', line: index + 1, reason, excerpt: excerptOf(shown) }
}
