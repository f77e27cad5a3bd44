import { evtxFile } from '@/lib/sources/evtx/evtx-writer.testing'
import { requestEvent, requestXmlChunks, sampleRequest } from '@/lib/sources/kms-event/event-fixtures.testing'
import { readSource } from '@/lib/sources/read-source'
import { alternate, type BenchLine } from './bench-line'
import { counted, expectCount, memoryLines, toAsync } from './reading-memory'

const EVENTS = 100_000
/** 522 MiB of .evtx. */
const MANY_EVENTS = 900_000
const FAST_ENOUGH = 100_000
const SHARE_OF_XML = 0.7

/** 100,000 events as .evtx to observations, beside the same events as XML; memory over half a gigabyte. */
export async function benchEvtx(scale: number): Promise<BenchLine[]> {
  return [
    await speedLine(Math.round(EVENTS * scale)),
    ...(await memoryLines('evtx', Math.round(MANY_EVENTS * scale), (count, onBytes) =>
      recordsOf(counted(evtxFile(events(count)), onBytes)),
    )),
  ]
}

async function speedLine(count: number): Promise<BenchLine> {
  const log = [...evtxFile(events(count))]
  const xml = [...requestXmlChunks(count)].map((chunk) => Buffer.from(chunk))
  const times = await alternate(
    3,
    async () => expectCount(await countOf(log), count),
    async () => expectCount(await countOf(xml), count),
  )
  const perSecond = (ms: number) => (count / ms) * 1000
  const ratio = times.peer / times.ours
  return {
    name: `evtx: ${count.toLocaleString('en-US')} KMS events from .evtx to observations`,
    ours: perSecond(times.ours),
    peer: perSecond(times.peer),
    unit: 'events/s',
    peerName: 'the same events as XML',
    ratio,
    aim: `${FAST_ENOUGH.toLocaleString('en-US')} events/s, or at least ${SHARE_OF_XML}`,
    met: ratio >= SHARE_OF_XML || perSecond(times.ours) >= FAST_ENOUGH,
  }
}

async function countOf(chunks: Iterable<Buffer>): Promise<number> {
  let observations = 0
  for await (const record of recordsOf(toAsync(chunks))) if (record.type === 'observation') observations += 1
  return observations
}

async function* recordsOf(bytes: AsyncIterable<Buffer>) {
  yield* (await readSource(bytes, { observedAt: '2025-06-01T00:00:00.000Z' })).records
}

function* events(count: number) {
  for (let number = 0; number < count; number += 1) {
    yield { ...requestEvent(sampleRequest(number)), recordId: number + 1 }
  }
}
