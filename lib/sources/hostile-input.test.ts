import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { EXCERPT_LENGTH } from './excerpt'
import { readSource } from './read-source'
import type { Reader, SourceRecord, TextFormat } from './reader'
import { readers } from './readers'
import { inPieces } from './records-of.testing'

const FIXTURES = join(import.meta.dirname, 'fixtures', 'samples')
const AT = '2026-06-01T08:00:00.000Z'
const KEY = ['BCDFG', 'HJKMP', 'QRTVW', 'XY234', '6789B'].join('-')

/** What a reader may hold, in bytes: less than the longest texts read here, whatever they are. */
const MEMORY_LIMIT = 16_000_000

/** `npm run test:long` reads five times as much. */
const TIMES = process.env.TEST_LONG ? 5 : 1

const CIM_ROW = {
  PSComputerName: 'PC-1',
  ApplicationID: '55c92734-d682-4d71-983e-d6ec3f16059f',
  Description: 'Windows(R) Operating System, VOLUME_KMSCLIENT channel',
  PartialProductKey: '8HM64',
  LicenseStatus: '5',
  LicenseStatusReason: '3221549172',
}
const CIM_CSV = [Object.keys(CIM_ROW), ...Array(5).fill(Object.values(CIM_ROW))]
  .map((row: string[]) => row.map((cell) => `"${cell}"`).join(','))
  .join('\r\n')
const CIM_TABLE = `
PSComputerName LicenseStatus PartialProductKey Description
-------------- ------------- ----------------- -----------
PC-1                       5 8HM64             Windows(R) Operating System, VOLUME_KMSCLIENT channel
PC-2                       1 8HM64             Windows(R) Operating System, VOLUME_KMSCLIENT channel
`
const CIM_OUTLINE = `pc-1:
    ----------
    description:
        Windows(R) Operating System, VOLUME_KMSCLIENT channel
    license_status:
        5
    partial_key:
        8HM64
`
const CIM_XML = `<?xml version="1.0"?>
<Objects>
${['PC-1', 'PC-2']
  .map(
    (name) =>
      `<Object Type="CimInstance">\n${Object.entries({ ...CIM_ROW, PSComputerName: `${name}.branch.example` })
        .map(([property, value]) => `<Property Name="${property}" Type="System.String">${value}</Property>`)
        .join('\n')}\n</Object>`,
  )
  .join('\n')}
</Objects>
`
const VAMT_CSV = `Computer Name,Product Name,Product Key Type,Partial Product Key,License Status,License Status Reason
PC4,Windows 10 Enterprise,MAK,DDHDD,Notification,0xC004F034
PC5,Windows 10 Enterprise,GVLK,8HM64,Licensed,
`

const EVENT_JSON = JSON.stringify({
  Computer: 'kms01.corp.example',
  EventId: 12290,
  Provider: 'Microsoft-Windows-Security-SPP',
  Channel: 'Key Management Service',
  TimeCreated: '2026-11-27T08:14:03.6044856+00:00',
  Payload:
    '{"EventData":{"Data":"0x0, 25, pc-17, 7d21c4b8-90ae-4f53-a6c1-5b8e02f7d349, 2026/11/27 08:14, 1, 1, 249120, 73111121-5638-40f6-bc11-f1d7b0d64300"}}',
})

const OBSERVATION = {
  kind: 'license',
  observedAt: AT,
  client: { name: 'pc-17' },
  product: { name: 'Windows(R), Enterprise edition', channel: 'KMS client', partialKey: '8HM64' },
  status: 'licensed',
}

/** One good text for each reader. */
const GOOD: Record<TextFormat, string> = {
  'slmgr-text': fixture('client-dlv-win11-24h2-kms-licensed-skms-and-domain.txt'),
  'ospp-text': fixture('ospp-dstatus-kms-full.txt'),
  'kms-event-xml': fixture('event-12290-host-xml-split.xml'),
  'kms-event-csv': fixture('event-12290-csv-export.csv'),
  'kms-event-json': EVENT_JSON,
  'kms-event-list': fixture('event-12308-adba-parsed-list.txt'),
  'kms-event-text': fixture('event-12288-12290-c004f06c.txt'),
  'cim-json': fixture('get-ciminstance-collector-json.txt'),
  'cim-csv': CIM_CSV,
  'cim-list': fixture('cim-win10-oemdm-de.txt'),
  'cim-table': CIM_TABLE,
  'cim-outline': CIM_OUTLINE,
  'cim-xml': CIM_XML,
  'vamt-csv': VAMT_CSV,
  'vamt-xml': fixture('vamt-cil-full.cil'),
  inventory: `<REQUEST>\n<CONTENT><HARDWARE><NAME>PC-1</NAME></HARDWARE>\n<LICENSEINFOS><NAME>Office 16, Office16ProPlusVL_KMS_Client edition</NAME><KEY>${KEY}</KEY></LICENSEINFOS></CONTENT></REQUEST>`,
  machine: '   Host Name . . . . : LAB-1\n   Primary Dns Suffix  . . . : lab.example\nPhase Offset: -12.5s\n',
  metrics: `# HELP license_status ${'0=Unlicensed, 5=Notification'}\n${['PC-1', 'PC-2'].map((name) => `license_status{host="${name}",name="Windows(R), Enterprise edition",partial_key="8HM64"} 5\n`).join('')}`,
  observations: `${JSON.stringify({ type: 'observation', line: 1, observation: OBSERVATION })}\n${JSON.stringify(OBSERVATION)}\n`,
}

function fixture(name: string): string {
  return readFileSync(join(FIXTURES, name), 'utf8')
}

interface Tally {
  observations: number
  rejected: number
}

/** Reads to the end, holding every record to what is promised of it, and none in memory. */
async function checked(records: AsyncIterable<SourceRecord>): Promise<Tally> {
  const tally: Tally = { observations: 0, rejected: 0 }
  for await (const record of records) {
    if (record.line < 1 || !Number.isInteger(record.line)) throw new Error(`line ${record.line}`)
    if (record.type !== 'rejected') {
      tally.observations += 1
      refuseKeys(JSON.stringify(record.observation))
      continue
    }
    tally.rejected += 1
    refuseKeys(record.reason)
    refuseKeys(record.excerpt)
    if (record.excerpt.length > EXCERPT_LENGTH) throw new Error('long excerpt')
    if (record.reason === '') throw new Error('no reason')
  }
  return tally
}

function refuseKeys(text: string): void {
  if (text.includes(KEY) || text.includes(KEY.replaceAll('-', ''))) throw new Error(`a key is out: ${text}`)
}

const readText = (reader: Reader, text: AsyncIterable<string>) =>
  checked(reader.read(text, { hostName: 'given-host', observedAt: AT }))

async function* repeated(text: string, times: number): AsyncGenerator<string> {
  for (let count = 0; count < times; count += 1) yield text
}

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

function usedMemory(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

/** What a reader holds when a long text has all gone in, in bytes. */
async function heldMemory(reader: Reader, text: string, times: number): Promise<number> {
  let held = 0
  async function* measured(): AsyncGenerator<string> {
    const before = usedMemory()
    yield* repeated(text, times)
    held = usedMemory() - before
  }
  await readText(reader, measured())
  return held
}

/** What readers look for: a pattern that goes back and forth does so over these. */
const MARKS = [
  ...[' ', '\t', '\n', ',', ';', '|', '"', ':', '=', '{', '}', '[', ']', '<', '>', '/', '`', '*', '-', '.'],
  ...['0x', 'a', '9', 'Name', 'License Status', 'Windows(R)', ' edition', '\\n', '\r\n', '&amp;', '=3D'],
]
const SHORT_TEXT = 30_000
const TIMES_LONGER = 8
/** In proportion to the length it would be 8, to its square 64. */
const MOST_TIMES_SLOWER = 32
const TOO_SHORT_TO_TELL_MS = 250

/** Units of a few marks and rows of a good text, the same at every run. */
function* units(good: string, count: number, seed: number): Generator<string> {
  const pieces = [...MARKS, ...good.split('\n').filter((row) => row !== '' && row.length < 200)]
  let state = seed
  const draw = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
  for (let unit = 0; unit < count; unit += 1) {
    yield Array.from({ length: 1 + draw(5) }, () => pieces[draw(pieces.length)]).join('')
  }
}

/** Processor time of reading a good beginning and then a unit over and over, in milliseconds. */
async function processorTime(reader: Reader, good: string, unit: string, length: number): Promise<number> {
  const text = `${good}\n${unit.repeat(Math.ceil(length / unit.length))}`
  const before = process.cpuUsage()
  await readText(reader, inPieces(text, 16 * 1024))
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

const each = readers.map((reader) => ({ format: reader.format, reader, good: GOOD[reader.format] }))

describe.each(each)('$format with hostile input', ({ reader, good }) => {
  it('reads its good text', async () => {
    expect((await readText(reader, inPieces(good, 1000))).observations).toBeGreaterThan(0)
  })

  it('ends quietly on an empty text', async () => {
    expect((await readText(reader, inPieces('', 1))).observations).toBe(0)
    expect((await readText(reader, inPieces('\r\n\r\n \t\n', 1))).observations).toBe(0)
  })

  it('reads what is whole of a text cut at any place', async () => {
    const whole = (await readText(reader, inPieces(good, 1000))).observations
    for (let end = 0; end < good.length; end += 50) {
      const { observations } = await readText(reader, inPieces(good.slice(0, end), 1000))
      expect(observations).toBeLessThanOrEqual(whole)
    }
  })

  it('survives control characters and random symbols', async () => {
    const noise = Array.from({ length: 20_000 }, (_, index) =>
      String.fromCharCode((index * 7919 + (index % 13) * 104_729) % 0xd7ff),
    ).join('')
    await readText(reader, inPieces(noise, 999))
    await readText(reader, inPieces(good.slice(0, 300) + noise + good, 999))
  })

  it('survives the wrong encoding', async () => {
    await readText(reader, inPieces(iconv.decode(Buffer.from(good, 'utf8'), 'utf-16le'), 999))
    await readText(reader, inPieces(iconv.decode(iconv.encode(good, 'utf-16le'), 'cp1252'), 999))
    await readText(reader, inPieces(iconv.decode(Buffer.from(good, 'utf8'), 'cp437'), 999))
  })

  it(`survives ${2 * TIMES} MB on one line`, async () => {
    const oneLine = good.replace(/\r?\n/g, ' ')
    expect(await heldMemory(reader, 'x'.repeat(64 * 1024), 32 * TIMES)).toBeLessThan(MEMORY_LIMIT)
    expect(await heldMemory(reader, oneLine, (TIMES * 2_000_000) / good.length)).toBeLessThan(MEMORY_LIMIT)
    expect(await heldMemory(reader, `"${oneLine.slice(0, 500)}`, 4_000 * TIMES)).toBeLessThan(MEMORY_LIMIT)
  }, 60_000)

  it(`reads ${200 * TIMES},000 short lines in bounded memory`, async () => {
    const thousandLines = 'a: b\n{"x":1}\n=1,2\n<a>\n'.repeat(250)
    expect(await heldMemory(reader, thousandLines, 200 * TIMES)).toBeLessThan(MEMORY_LIMIT)
  }, 120_000)

  it('takes time in proportion to the length, whatever is repeated', async () => {
    const seed = readers.indexOf(reader) + 1
    for (const unit of units(good, process.env.TEST_LONG ? 60 : 2, seed)) {
      const short = await processorTime(reader, good, unit, SHORT_TEXT)
      const long = await processorTime(reader, good, unit, SHORT_TEXT * TIMES_LONGER)
      const grew = long < TOO_SHORT_TO_TELL_MS ? 0 : long / short
      expect(grew, `${JSON.stringify(unit)}: ${short} and ${long} ms`).toBeLessThan(MOST_TIMES_SLOWER)
    }
  }, 600_000)

  it('masks product keys wherever they stand', async () => {
    const salted = good.split('\n').flatMap((line) => [line, `${KEY} ${line.trim()} ${KEY}`])
    await readText(reader, inPieces(salted.join('\n'), 333))
    const fiveLetters = /(?<![A-Za-z0-9])[A-Z0-9]{5}(?![A-Za-z0-9])/g
    await readText(reader, inPieces(good.replaceAll(fiveLetters, KEY), 333))
    await readText(reader, inPieces(good.replaceAll(/edition|channel|Licensed/g, KEY), 333))
  })

  it('survives every line twice, and lines in another order', async () => {
    const lines = good.split('\n')
    await readText(reader, inPieces(lines.flatMap((line) => [line, line]).join('\n'), 500))
    await readText(reader, inPieces(lines.toReversed().join('\n'), 500))
  })
})

describe('hostile XML', () => {
  const xmlReaders = each.filter(({ format }) => format.endsWith('-xml'))
  const ENDLESS = ['<a>', '<Event>', '<Product>', '<Computer x="1">', '<!--', '<![CDATA[', '<a b="']

  it.each(xmlReaders)('expands no entities: $format', async ({ reader, good }) => {
    const levels = Array.from({ length: 20 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`)
    const body = good.replace(/<\?xml[^>]*>/, '').replaceAll('branch.example', '&e20;')
    const bomb = `<!DOCTYPE x [<!ENTITY e0 "lol">${levels.join('')}]>${body}`
    await readText(reader, inPieces(bomb, 1000))
    const file = `<!DOCTYPE x [<!ENTITY e20 SYSTEM "file:///etc/passwd">]>${body}`
    const records: SourceRecord[] = []
    for await (const record of reader.read(inPieces(file, 1000), { observedAt: AT })) records.push(record)
    expect(JSON.stringify(records)).not.toContain('root:')
  })

  it.each(xmlReaders)(
    'survives tags, comments and attributes without end: $format',
    async ({ reader }) => {
      for (const tag of ENDLESS) {
        expect(await heldMemory(reader, tag.repeat(1000), 100)).toBeLessThan(MEMORY_LIMIT)
      }
    },
    60_000,
  )

  it.each(xmlReaders)('reads on behind deep nesting: $format', async ({ reader, good }) => {
    const body = good.replace(/<\?xml[^>]*>/, '')
    const { observations } = await readText(reader, inPieces(`${'<a>'.repeat(100_000)}${body}`, 10_000))
    expect(observations).toBeGreaterThan(0)
  })
})

describe('a source of any kind', () => {
  async function read(bytes: Buffer) {
    const source = await readSource(bytesOf(bytes), { observedAt: AT })
    return { format: source.format, ...(await checked(source.records)) }
  }

  it('is refused with one reason when it is binary, empty or another text', async () => {
    const random = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * index * 31 + index) % 256))
    for (const bytes of [random, Buffer.alloc(5000), Buffer.alloc(0), Buffer.from('Dear all,\nsee you.\n')]) {
      expect(await read(bytes)).toEqual({ format: undefined, observations: 0, rejected: 1 })
    }
  })

  it.each(each)('is recognised as $format in UTF-8 and UTF-16', async ({ format, good }) => {
    const plain = await read(Buffer.from(good))
    expect(plain.format).toBe(format)
    for (const encoding of ['utf-16le', 'utf-16be']) {
      for (const addBOM of [true, false]) {
        expect(await read(iconv.encode(good, encoding, { addBOM }))).toEqual(plain)
      }
    }
  })

  it.each(each)('may be a damaged $format file', async ({ good }) => {
    const bytes = Buffer.from(good)
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 40)) {
      const damaged = Buffer.from(bytes)
      damaged.fill(at % 256, at, Math.min(at + 20, bytes.length))
      await read(damaged)
    }
  })
})

async function* bytesOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 777) yield bytes.subarray(at, at + 777)
}
