import { crc32 } from 'node:zlib'
import type { SampleEvent } from '../kms-event/event-fixtures.testing'
import { CHUNK_BYTES, EVTX_SIGNATURE } from './evtx-chunks'

/**
 * Writes event logs as Windows does, for tests: templates and names in place where a chunk needs them first, by offset
 * after that, and the data of a licensing event as a nested template with one array of strings.
 */

/** template: as a machine logs its own events. literal: as a collector keeps events that were forwarded to it. */
export type EvtxForm = 'template' | 'literal'

export interface NumberedEvent extends SampleEvent {
  recordId: number
}

interface Element {
  name: string
  attributes?: Readonly<Record<string, Piece>>
  content?: readonly Piece[]
}
type Piece = string | { slot: number; type: number; isOptional?: boolean } | Element

const STRING = 0x01
const UINT16 = 0x06
const UINT64 = 0x0a
const FILE_TIME = 0x11
const BINARY_XML = 0x21
const STRING_ARRAY = 0x81

/** A value of a slot; binary XML is written in place. */
type Value = { type: number; bytes: Buffer } | { type: typeof BINARY_XML; write: () => void }

const XMLNS = 'http://schemas.microsoft.com/win/2004/08/events/event'
const PROVIDER = 'Microsoft-Windows-Security-SPP'
const sourceOf = (provider: string) =>
  provider === PROVIDER ? 'Software Protection Platform Service' : provider

const ROOT: Element = {
  name: 'Event',
  attributes: { xmlns: XMLNS },
  content: [
    {
      name: 'System',
      content: [
        { name: 'Provider', attributes: { Name: slot(0, STRING), EventSourceName: slot(8, STRING) } },
        { name: 'EventID', attributes: { Qualifiers: '16384' }, content: [slot(1, UINT16)] },
        { name: 'Version', content: ['0'] },
        { name: 'TimeCreated', attributes: { SystemTime: slot(2, FILE_TIME) } },
        { name: 'EventRecordID', content: [slot(3, UINT64)] },
        { name: 'Channel', content: [slot(4, STRING)] },
        { name: 'Computer', content: [slot(5, STRING)] },
        { name: 'Security', attributes: { UserID: { slot: 7, type: 0x13, isOptional: true } } },
      ],
    },
    { slot: 6, type: BINARY_XML, isOptional: true },
  ],
}
const DATA: Element = {
  name: 'EventData',
  content: [
    { name: 'Data', content: [slot(0, STRING_ARRAY)] },
    { name: 'Binary', content: [{ slot: 1, type: 0x0e, isOptional: true }] },
  ],
}

function slot(index: number, type: number): Piece {
  return { slot: index, type }
}

/** The bytes of a log, a chunk at a time, made as they are asked for. */
export function* evtxFile(events: Iterable<NumberedEvent>, form: EvtxForm = 'template'): Generator<Buffer> {
  yield fileHeader()
  let chunk = new ChunkWriter()
  for (const event of events) {
    if (chunk.add(event, form)) continue
    yield chunk.finish()
    chunk = new ChunkWriter()
    if (!chunk.add(event, form)) throw new Error('the event does not fit into a chunk')
  }
  yield chunk.finish()
}

/** The counts stay 0, as in a log that is in use. */
function fileHeader(): Buffer {
  const header = Buffer.alloc(4096)
  EVTX_SIGNATURE.copy(header)
  header.writeUInt32LE(128, 32)
  header.writeUInt16LE(1, 36)
  header.writeUInt16LE(3, 38)
  header.writeUInt16LE(4096, 40)
  header.writeUInt32LE(crc32(header.subarray(0, 120)), 124)
  return header
}

const FIRST_RECORD_AT = 512
const DEFINITION_HEADER_BYTES = 24
/** Windows ends a chunk before an event that does not fit; so much is always left for its template. */
const ROOM_LEFT = 1024

class ChunkWriter {
  private readonly bytes = Buffer.alloc(CHUNK_BYTES)
  private at = FIRST_RECORD_AT
  private readonly names = new Map<string, number>()
  private readonly templates = new Map<string, number>()
  private numbers = { first: 0, last: 0 }
  private lastRecordAt = 0

  /** False when the chunk is full. */
  add(event: NumberedEvent, form: EvtxForm): boolean {
    const size = event.data.join('').length * 2 + (event.message?.length ?? 0) * 2 + ROOM_LEFT
    if (this.at + size + (form === 'literal' ? ROOM_LEFT : 0) > CHUNK_BYTES) return false
    const start = this.at
    this.uint32(0x00002a2a)
    this.at += 4
    this.uint64(event.recordId)
    this.bytes.writeBigUInt64LE(fileTime(event.at), this.at)
    this.at += 8
    if (form === 'template') this.templateEvent(event)
    else this.literalEvent(event)
    this.at += 4
    this.bytes.writeUInt32LE(this.at - start, start + 4)
    this.bytes.writeUInt32LE(this.at - start, this.at - 4)
    this.numbers = { first: this.numbers.first || event.recordId, last: event.recordId }
    this.lastRecordAt = start
    return true
  }

  finish(): Buffer {
    const { bytes, at } = this
    bytes.write('ElfChnk\0', 0, 'latin1')
    for (const place of [8, 24]) {
      bytes.writeBigUInt64LE(BigInt(this.numbers.first), place)
      bytes.writeBigUInt64LE(BigInt(this.numbers.last), place + 8)
    }
    bytes.writeUInt32LE(128, 40)
    bytes.writeUInt32LE(this.lastRecordAt, 44)
    bytes.writeUInt32LE(at, 48)
    bytes.writeUInt32LE(crc32(bytes.subarray(FIRST_RECORD_AT, at)), 52)
    bytes.writeUInt32LE(crc32(bytes.subarray(128, 512), crc32(bytes.subarray(0, 120))), 124)
    return bytes
  }

  private templateEvent({ provider = PROVIDER, id, at, recordId, channel, computer, data }: NumberedEvent) {
    const number = Buffer.alloc(10)
    number.writeUInt16LE(id)
    number.writeBigUInt64LE(BigInt(recordId), 2)
    const time = Buffer.alloc(8)
    time.writeBigUInt64LE(fileTime(at))
    this.instance('root', ROOT, [
      { type: STRING, bytes: utf16(provider) },
      { type: UINT16, bytes: number.subarray(0, 2) },
      { type: FILE_TIME, bytes: time },
      { type: UINT64, bytes: number.subarray(2) },
      { type: STRING, bytes: utf16(channel) },
      { type: STRING, bytes: utf16(computer) },
      { type: BINARY_XML, write: () => this.dataInstance(data) },
      { type: 0, bytes: Buffer.alloc(0) },
      { type: STRING, bytes: utf16(sourceOf(provider)) },
    ])
    this.byte(0)
  }

  private dataInstance(data: readonly string[]): void {
    this.instance('data', DATA, [
      { type: STRING_ARRAY, bytes: utf16(data.map((text) => `${text}\0`).join('')) },
      { type: 0, bytes: Buffer.alloc(0) },
    ])
  }

  private literalEvent({
    provider = PROVIDER,
    id,
    at,
    recordId,
    channel,
    computer,
    data,
    message,
  }: NumberedEvent) {
    const texts = (values: Readonly<Record<string, string>>) =>
      Object.entries(values).map(([name, text]): Element => ({ name, content: [text] }))
    this.fragmentHeader()
    this.element(
      {
        name: 'Event',
        attributes: { xmlns: XMLNS },
        content: [
          {
            name: 'System',
            content: [
              { name: 'Provider', attributes: { Name: provider, EventSourceName: sourceOf(provider) } },
              ...texts({ EventID: String(id), Version: '0' }),
              { name: 'TimeCreated', attributes: { SystemTime: at.replace('Z', '0000Z') } },
              ...texts({ EventRecordID: String(recordId), Channel: channel, Computer: computer }),
              { name: 'Security' },
            ],
          },
          { name: 'EventData', content: data.map((text): Element => ({ name: 'Data', content: [text] })) },
          ...(message === undefined
            ? []
            : [
                {
                  name: 'RenderingInfo',
                  attributes: { Culture: 'en-US' },
                  content: texts({ Message: message }),
                },
              ]),
        ],
      },
      'literal',
    )
    this.byte(0)
  }

  private fragmentHeader(): void {
    for (const byte of [0x0f, 1, 1, 0]) this.byte(byte)
  }

  /** Uses a template; where the chunk has none of the name yet, it is defined in place. */
  private instance(key: string, template: Element, values: readonly Value[]): void {
    this.fragmentHeader()
    this.byte(0x0c)
    this.byte(1)
    this.uint32(0x1d0c_0000 + key.length)
    const known = this.templates.get(key)
    this.uint32(known ?? this.at + 4)
    if (known === undefined) this.definition(key, template)
    this.uint32(values.length)
    const sizesAt = this.at
    this.at += values.length * 4
    for (const [index, value] of values.entries()) {
      const from = this.at
      if ('bytes' in value) this.at += value.bytes.copy(this.bytes, this.at)
      else value.write()
      this.bytes.writeUInt16LE(this.at - from, sizesAt + index * 4)
      this.bytes.writeUInt16LE(value.type, sizesAt + index * 4 + 2)
    }
  }

  private definition(key: string, template: Element): void {
    const start = this.at
    this.templates.set(key, start)
    this.at += DEFINITION_HEADER_BYTES
    this.fragmentHeader()
    this.element(template, 'template')
    this.byte(0)
    this.bytes.writeUInt32LE(0x1d0c_0000 + key.length, start + 4)
    this.bytes.writeUInt32LE(this.at - start - DEFINITION_HEADER_BYTES, start + 20)
  }

  private element({ name, attributes, content = [] }: Element, within: EvtxForm): void {
    this.byte(attributes === undefined ? 0x01 : 0x41)
    if (within === 'template') this.uint16(0xffff)
    const sizeAt = this.at
    this.at += 4
    this.name(name)
    if (attributes !== undefined) this.attributes(Object.entries(attributes), within)
    this.byte(content.length === 0 ? 0x03 : 0x02)
    for (const piece of content) this.piece(piece, within)
    if (content.length > 0) this.byte(0x04)
    this.bytes.writeUInt32LE(this.at - sizeAt - 4, sizeAt)
  }

  private attributes(all: readonly (readonly [string, Piece])[], within: EvtxForm): void {
    const sizeAt = this.at
    this.at += 4
    for (const [index, [name, value]] of all.entries()) {
      this.byte(index === all.length - 1 ? 0x06 : 0x46)
      this.name(name)
      this.piece(value, within)
    }
    this.bytes.writeUInt32LE(this.at - sizeAt - 4, sizeAt)
  }

  private piece(piece: Piece, within: EvtxForm): void {
    if (typeof piece === 'string') {
      this.byte(0x05)
      this.byte(STRING)
      this.uint16(piece.length)
      this.at += this.bytes.write(piece, this.at, 'utf16le')
    } else if ('slot' in piece) {
      this.byte(piece.isOptional ? 0x0e : 0x0d)
      this.uint16(piece.slot)
      this.byte(piece.type)
    } else this.element(piece, within)
  }

  private name(text: string): void {
    const known = this.names.get(text)
    this.uint32(known ?? this.at + 4)
    if (known !== undefined) return
    this.names.set(text, this.at)
    this.at += 6
    this.uint16(text.length)
    this.at += this.bytes.write(text, this.at, 'utf16le')
    this.uint16(0)
  }

  private byte(value: number): void {
    this.at = this.bytes.writeUInt8(value, this.at)
  }

  private uint16(value: number): void {
    this.at = this.bytes.writeUInt16LE(value, this.at)
  }

  private uint32(value: number): void {
    this.at = this.bytes.writeUInt32LE(value, this.at)
  }

  private uint64(value: number): void {
    this.at = this.bytes.writeBigUInt64LE(BigInt(value), this.at)
  }
}

const utf16 = (text: string) => Buffer.from(text, 'utf16le')

const YEAR_1601_MS = 11_644_473_600_000n
const fileTime = (iso: string) => (BigInt(Date.parse(iso)) + YEAR_1601_MS) * 10_000n
