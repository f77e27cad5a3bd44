import { pathToFileURL } from 'node:url'
import { SaxesParser } from 'saxes'
import { decodeText } from '@/lib/sources/decode'
import { requestXmlChunks } from '@/lib/sources/kms-event/event-fixtures'
import { kmsEventXmlReader } from '@/lib/sources/kms-event/xml-reader'
import { alternate, type BenchLine, printLines, scaleOf } from './bench-line'

const EVENTS = 100_000
const MANY_EVENTS = 1_000_000
const MEBIBYTE = 1024 * 1024
/** What a process may gain between the tenth and the last of a million events and still not be growing. */
const GROWTH_LIMIT_MIB = 32

/** 100,000 events as XML bytes to observations, beside saxes alone on the same bytes; memory over a million. */
export async function benchEvents(scale: number): Promise<BenchLine[]> {
  return [await speedLine(Math.round(EVENTS * scale)), await memoryLine(Math.round(MANY_EVENTS * scale))]
}

async function speedLine(count: number): Promise<BenchLine> {
  const chunks = [...requestXmlChunks(count)].map((chunk) => Buffer.from(chunk))
  const times = await alternate(
    3,
    async () => expectCount(await readAll(chunks), count),
    () => parseAll(chunks),
  )
  const perSecond = (ms: number) => (count / ms) * 1000
  const ratio = times.peer / times.ours
  return {
    name: `events: ${count.toLocaleString('en-US')} KMS events from XML to observations`,
    ours: perSecond(times.ours),
    peer: perSecond(times.peer),
    unit: 'events/s',
    peerName: 'saxes alone',
    ratio,
    aim: 'at least 0.5',
    met: ratio >= 0.5,
  }
}

async function readAll(chunks: Iterable<Buffer>): Promise<number> {
  const { text } = await decodeText(toAsync(chunks))
  let observations = 0
  for await (const record of kmsEventXmlReader.read(text, { observedAt: '2025-06-01T00:00:00.000Z' })) {
    if (record.type === 'observation') observations += 1
  }
  return observations
}

/** The parser with nothing to do for what it finds. */
function parseAll(chunks: Iterable<Buffer>): void {
  const decoder = new TextDecoder()
  const parser = new SaxesParser({ fragment: true })
  for (const chunk of chunks) parser.write(decoder.decode(chunk, { stream: true }))
  parser.close()
}

/** Resident memory after a tenth of the events and at its highest after that. */
async function memoryLine(count: number): Promise<BenchLine> {
  const tenth = Math.round(count / 10)
  let seen = 0
  let afterTenth = 0
  let highest = 0
  const { text } = await decodeText(bytesOf(count))
  for await (const _ of kmsEventXmlReader.read(text, { observedAt: '2025-06-01T00:00:00.000Z' })) {
    seen += 1
    if (seen % 1000 !== 0) continue
    const resident = process.memoryUsage.rss() / MEBIBYTE
    if (seen <= tenth) afterTenth = Math.max(afterTenth, resident)
    else highest = Math.max(highest, resident)
  }
  expectCount(seen, count)
  const growth = Math.max(0, highest - afterTenth)
  return {
    name: `events: memory gained between event ${tenth.toLocaleString('en-US')} and ${count.toLocaleString('en-US')}`,
    ours: growth,
    peer: GROWTH_LIMIT_MIB,
    unit: 'MiB',
    peerName: 'limit',
    ratio: growth / GROWTH_LIMIT_MIB,
    aim: 'at most 1',
    met: growth <= GROWTH_LIMIT_MIB,
  }
}

async function* bytesOf(count: number): AsyncGenerator<Buffer> {
  for (const chunk of requestXmlChunks(count)) yield Buffer.from(chunk)
}

async function* toAsync<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items
}

function expectCount(seen: number, count: number): void {
  if (seen !== count) throw new Error(`read ${seen} of ${count} events`)
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2)
  printLines(await benchEvents(scaleOf(args)), args)
}
