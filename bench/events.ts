import { pathToFileURL } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { SaxesParser } from 'saxes'
import { decodeText } from '@/lib/sources/decode'
import { requestXmlChunks } from '@/lib/sources/kms-event/event-fixtures.testing'
import { kmsEventXmlReader } from '@/lib/sources/kms-event/xml-reader'
import { alternate, type BenchLine, printLines, scaleOf } from './bench-line'

const EVENTS = 100_000
const MANY_EVENTS = 1_000_000
const MEBIBYTE = 1024 * 1024
/** What may still be in use more at the end than after a tenth. */
const USED_LIMIT_MIB = 4
/** A reader that held what it read would gain far more than this share of the text. */
const RESIDENT_SHARE = 0.25

/** 100,000 events as XML bytes to observations, beside saxes alone on the same bytes; memory over a million. */
export async function benchEvents(scale: number): Promise<BenchLine[]> {
  return [
    await speedLine(Math.round(EVENTS * scale)),
    ...(await memoryLines(Math.round(MANY_EVENTS * scale))),
  ]
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

/**
 * Memory between a tenth of the events and all of them: what is still in use after a collection, and what
 * the process holds, which V8 lets grow to a plateau of its own before it collects.
 */
async function memoryLines(count: number): Promise<BenchLine[]> {
  const tenth = Math.round(count / 10)
  const between = `between event ${tenth.toLocaleString('en-US')} and ${count.toLocaleString('en-US')}`
  const { start, end, textMiB } = await memoryOf(count, tenth)
  const used = Math.max(0, end.used - start.used)
  const resident = Math.max(0, end.resident - start.resident)
  return [
    limitLine(`events: memory in use gained ${between}`, used, USED_LIMIT_MIB, 'limit'),
    limitLine(
      `events: resident memory gained ${between}`,
      resident,
      textMiB * RESIDENT_SHARE,
      'a quarter of the text read',
    ),
  ]
}

async function memoryOf(count: number, tenth: number) {
  const collect = collector()
  let seen = 0
  let start = { used: 0, resident: 0 }
  let textMiB = 0
  const { text } = await decodeText(
    bytesOf(count, (bytes) => (textMiB += seen > tenth ? bytes / MEBIBYTE : 0)),
  )
  for await (const _ of kmsEventXmlReader.read(text, { observedAt: '2025-06-01T00:00:00.000Z' })) {
    seen += 1
    if (seen === tenth) start = memoryNow(collect)
  }
  expectCount(seen, count)
  return { start, end: memoryNow(collect), textMiB }
}

function memoryNow(collect: () => void): { used: number; resident: number } {
  const resident = process.memoryUsage.rss() / MEBIBYTE
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return { used: (heapUsed + external) / MEBIBYTE, resident }
}

/** V8's own collection, which it only shows when asked to. */
function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}

function limitLine(name: string, ours: number, limit: number, peerName: string): BenchLine {
  const ratio = ours / limit
  return { name, ours, peer: limit, unit: 'MiB', peerName, ratio, aim: 'at most 1', met: ratio <= 1 }
}

async function* bytesOf(count: number, onChunk: (bytes: number) => void): AsyncGenerator<Buffer> {
  for (const chunk of requestXmlChunks(count)) {
    onChunk(chunk.length)
    yield Buffer.from(chunk)
  }
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
