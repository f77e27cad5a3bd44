import { describe, expect, it } from 'vitest'
import {
  inBrief,
  READ_AT,
  readAll,
  requestEvent,
  requestXmlChunks,
  type SampleEvent,
  sampleRequest,
} from '../kms-event/event-fixtures.testing'
import { kmsEventXmlReader } from '../kms-event/xml-reader'
import { readSource } from '../read-source'
import type { SourceRecord } from '../reader'
import { CHUNK_BYTES } from './evtx-chunks'
import { type EvtxForm, evtxFile, type NumberedEvent } from './evtx-writer.testing'

/** Events 1 to `count` of a KMS host. */
function* requests(count: number): Generator<NumberedEvent> {
  for (let number = 0; number < count; number += 1) {
    yield { ...requestEvent(sampleRequest(number)), recordId: number + 1 }
  }
}

const logOf = (events: Iterable<NumberedEvent>, form?: EvtxForm) =>
  Buffer.concat([...evtxFile(events, form)].map((chunk) => Buffer.from(chunk)))

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(bytes: Buffer, size = 100_000): Promise<SourceRecord[]> {
  const { format, records } = await readSource(pieces(bytes, size), { observedAt: READ_AT })
  expect(format).toBe('evtx')
  const all: SourceRecord[] = []
  for await (const record of records) all.push(record)
  return all
}

const observationsOf = (records: readonly SourceRecord[]) =>
  records.flatMap((record) => (record.type === 'observation' ? [record.observation] : []))

const FIRST_CHUNK = 4096
const FIRST_RECORD = FIRST_CHUNK + 512

describe('a Windows event log (.evtx)', () => {
  it('says what the XML of the same events says, whatever form Windows chose', async () => {
    const text = [...requestXmlChunks(400)].join('')
    const [first = '', ...rest] = text.split('<EventRecordID>4711<')
    const withNumbers = first + rest.map((part, place) => `<EventRecordID>${place + 1}<${part}`).join('')
    const xml = await readAll(kmsEventXmlReader, withNumbers)
    expect(observationsOf(await read(logOf(requests(400))))).toEqual(observationsOf(xml))
    expect(observationsOf(await read(logOf(requests(400), 'literal')))).toEqual(observationsOf(xml))
  })

  it('gives the number of the record where texts give their line, however the bytes arrive', async () => {
    const log = logOf(requests(300))
    const whole = await read(log)
    expect(whole.map(({ line }) => line)).toEqual(Array.from({ length: 300 }, (_, place) => place + 1))
    for (const size of [7, 4096, 65_537]) expect(await read(log, size)).toEqual(whole)
  })

  it('repeats Data for every string of an array, and reads single strings as the whole payload', async () => {
    const [request] = requests(1)
    if (request === undefined) throw new Error('no request')
    const [payload = ''] = request.data
    const log = logOf([
      { ...request, data: [payload, ...payload.split(',')] },
      { ...request, recordId: 2, data: payload.split(',') },
      {
        ...request,
        recordId: 3,
        data: [payload, ...payload.replace(',25,', ',5,').replace('0x0', '0x1').split(',')],
      },
    ])
    expect(inBrief(await read(log))).toEqual([
      '1 kmsRequest',
      '2 kmsRequest',
      '3 rejected: Event 12290: the whole text and the single fields disagree on HRESULT.',
    ])
  })

  it('tells by provider and id which events are ours, and says so of a log without any', async () => {
    const foreign: SampleEvent = { ...requestEvent(sampleRequest(0)), provider: 'MsiInstaller', id: 1040 }
    const log = logOf([
      { ...foreign, recordId: 1 },
      { ...foreign, id: 12290, recordId: 2 },
      { ...foreign, id: 1003, provider: 'Microsoft-Windows-Security-SPP', recordId: 3 },
    ])
    expect(await read(log)).toMatchObject([
      { type: 'rejected', reason: expect.stringMatching(/^None of the 3 events /) },
    ])
  })

  it('keeps the machines of a collector apart', async () => {
    const events = [...requests(4)].map((event, place) => ({
      ...event,
      computer: `KMS0${place % 2}.corp.example`,
    }))
    const hosts = observationsOf(await read(logOf(events, 'literal'))).map(
      (one) => one.kind === 'kmsRequest' && one.host?.name,
    )
    expect(hosts).toEqual([
      'kms00.corp.example',
      'kms01.corp.example',
      'kms00.corp.example',
      'kms01.corp.example',
    ])
  })

  it('does not show what lies behind the free-space offset: the log no longer has it', async () => {
    const log = logOf(requests(50))
    const size = log.readUInt32LE(FIRST_RECORD + 4)
    log.writeUInt32LE(512 + size, FIRST_CHUNK + 48)
    expect(inBrief(await read(log))).toEqual(['1 kmsRequest'])
  })

  it('passes over unused chunks and does not look at counts, flags and checksums of headers', async () => {
    const log = logOf(requests(200))
    log.fill(0xee, 8, 4096)
    log.fill(0xee, FIRST_CHUNK + 8, FIRST_CHUNK + 44)
    log.fill(0xee, FIRST_CHUNK + 52, FIRST_CHUNK + 128)
    expect(await read(Buffer.concat([log, Buffer.alloc(3 * CHUNK_BYTES)]))).toHaveLength(200)
  })

  it('reads an empty log', async () => {
    expect(inBrief(await read(logOf([])))).toEqual([expect.stringMatching(/has no event/)])
    expect(await read(Buffer.from('ElfFile\0'))).toHaveLength(1)
  })
})

describe('a damaged .evtx', () => {
  it('costs the record that is damaged, and one line that says so', async () => {
    const log = logOf(requests(300))
    const second = FIRST_RECORD + log.readUInt32LE(FIRST_RECORD + 4)
    log.fill(0xff, second + 24, second + 60)
    const records = await read(log)
    expect(observationsOf(records)).toHaveLength(299)
    expect(records.filter(({ type }) => type === 'rejected')).toMatchObject([
      { reason: expect.stringMatching(/^Chunk 1 of the log is damaged: record 2: .*1 could not be\.$/) },
    ])
  })

  it('goes on at the next record whose two sizes agree', async () => {
    const log = logOf(requests(300))
    const second = FIRST_RECORD + log.readUInt32LE(FIRST_RECORD + 4)
    log.fill(0x2a, second, second + 8)
    expect(observationsOf(await read(log))).toHaveLength(299)
  })

  it('gives every whole record of a file that was cut off', async () => {
    const log = logOf(requests(100))
    const end = log.readUInt32LE(FIRST_CHUNK + 48)
    const cut = await read(log.subarray(0, FIRST_CHUNK + Math.floor(end / 2)))
    expect(observationsOf(cut).length).toBeGreaterThan(40)
    expect(cut.filter(({ type }) => type === 'rejected')).toHaveLength(1)
  })

  it('is never more than refused when any byte of it is another', async () => {
    const log = logOf(requests(3))
    const end = FIRST_CHUNK + log.readUInt32LE(FIRST_CHUNK + 48)
    for (let at = FIRST_CHUNK; at < end; at += 11) {
      const damaged = Buffer.from(log)
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8))
      const records = await read(damaged)
      expect(records.length).toBeLessThanOrEqual(5)
    }
  })

  it('cannot keep the reader busy: a template within itself, and one that shows a value over and over', async () => {
    const started = performance.now()
    for (const log of [selfContaining(), multiplying()]) {
      const records = await read(Buffer.concat([log, log.subarray(FIRST_CHUNK), log.subarray(FIRST_CHUNK)]))
      expect(records.map(({ type }) => type)).toEqual(['rejected', 'rejected', 'rejected'])
      expect(records[0]).toMatchObject({ reason: expect.stringMatching(/template is damaged|100000 pieces/) })
    }
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

/** A log whose first template holds an instance of itself where its System begins. */
function selfContaining(): Buffer {
  const log = logOf(requests(20))
  const template = log.readUInt32LE(FIRST_RECORD + 24 + 4 + 6)
  const system = log.indexOf(Buffer.from('System', 'utf16le'), FIRST_CHUNK + template)
  // The element's start lies before its name: token, dependency, size, offset, then the name's own header.
  const start = system - 8 - 4 - 4 - 2 - 1
  log[start] = 0x0c
  log.writeUInt32LE(template, start + 6)
  return log
}

/** A log whose events show the same nested data nine times, level by level. */
function multiplying(): Buffer {
  const log = Buffer.alloc(FIRST_CHUNK + CHUNK_BYTES)
  log.write('ElfFile\0', 'latin1')
  log.write('ElfChnk\0', FIRST_CHUNK, 'latin1')
  const chunk = log.subarray(FIRST_CHUNK)
  chunk.writeUInt16LE(5, 206)
  chunk.write('Event', 208, 'utf16le')
  const slots = Buffer.concat(Array.from({ length: 9 }, () => Buffer.from([0x0e, 0, 0, 0x21])))
  const element = Buffer.from([0x01, 0xff, 0xff, 0, 0, 0, 0, 200, 0, 0, 0, 0x02])
  const templates = { event: 260, slots: 400 }
  for (const [at, before] of [
    [templates.event, element],
    [templates.slots, Buffer.alloc(0)],
  ] as const) {
    const definition = Buffer.concat([Buffer.from([0x0f, 1, 1, 0]), before, slots, Buffer.from([0x04, 0])])
    chunk.writeUInt32LE(definition.length, at + 20)
    definition.copy(chunk, at + 24)
  }
  const instance = (template: number, value: Buffer) => {
    const head = Buffer.from([0x0f, 1, 1, 0, 0x0c, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0x21, 0])
    head.writeUInt32LE(template, 10)
    head.writeUInt16LE(value.length, 18)
    return Buffer.concat([head, value])
  }
  let value = Buffer.from([0])
  for (let level = 0; level < 30; level += 1) value = instance(templates.slots, value)
  const event = instance(templates.event, value)
  const size = event.length + 28
  let at = 512
  for (let number = 1; at + size < CHUNK_BYTES; number += 1, at += size) {
    chunk.writeUInt32LE(0x2a2a, at)
    chunk.writeUInt32LE(size, at + 4)
    chunk.writeBigUInt64LE(BigInt(number), at + 8)
    event.copy(chunk, at + 24)
    chunk.writeUInt32LE(size, at + size - 4)
  }
  chunk.writeUInt32LE(at, 48)
  return log
}
