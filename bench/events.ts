import { pathToFileURL } from 'node:url'
import { SaxesParser } from 'saxes'
import { decodeText } from '@/lib/sources/decode'
import { requestXmlChunks } from '@/lib/sources/kms-event/event-fixtures.testing'
import { kmsEventXmlReader } from '@/lib/sources/kms-event/xml-reader'
import { alternate, type BenchLine, printLines, scaleOf } from './bench-line'
import { counted, expectCount, memoryLines, toAsync } from './reading-memory'

const EVENTS = 100_000
const MANY_EVENTS = 1_000_000

/** 100,000 events as XML bytes to observations, beside saxes alone on the same bytes; memory over a million. */
export async function benchEvents(scale: number): Promise<BenchLine[]> {
  return [
    await speedLine(Math.round(EVENTS * scale)),
    ...(await memoryLines('events', Math.round(MANY_EVENTS * scale), readMany)),
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

async function* readMany(count: number, onBytes: (bytes: number) => void) {
  const chunks = requestXmlChunks(count)
  const { text } = await decodeText(counted(chunks, onBytes))
  yield* kmsEventXmlReader.read(text, { observedAt: '2025-06-01T00:00:00.000Z' })
}

/** The parser with nothing to do for what it finds. */
function parseAll(chunks: Iterable<Buffer>): void {
  const decoder = new TextDecoder()
  const parser = new SaxesParser({ fragment: true })
  for (const chunk of chunks) parser.write(decoder.decode(chunk, { stream: true }))
  parser.close()
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2)
  printLines(await benchEvents(scaleOf(args)), args)
}
