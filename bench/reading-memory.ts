import { type BenchLine, limitLine } from './bench-line'
import { collector, MEBIBYTE, memoryNow } from './memory'

/** What may still be in use more at the end than after a tenth. */
const USED_LIMIT_MIB = 4
/** A reader that held what it read would gain far more than this share of the file. */
const RESIDENT_SHARE = 0.25

/** Reads so many events; tells of the bytes that went in. */
type ReadMany = (count: number, onBytes: (bytes: number) => void) => AsyncIterable<unknown>

/**
 * Memory between a tenth of the events and all of them: what is still in use after a collection, and what
 * the process holds, which V8 lets grow to a plateau of its own before it collects.
 */
export async function memoryLines(name: string, count: number, readMany: ReadMany): Promise<BenchLine[]> {
  const tenth = Math.round(count / 10)
  const between = `between event ${tenth.toLocaleString('en-US')} and ${count.toLocaleString('en-US')}`
  const { start, end, fileMiB } = await memoryOf(count, tenth, readMany)
  const used = Math.max(0, end.used - start.used)
  const resident = Math.max(0, end.resident - start.resident)
  const share = 'a quarter of what was read'
  return [
    limitLine(`${name}: memory in use gained ${between}`, used, USED_LIMIT_MIB, 'MiB'),
    limitLine(`${name}: resident memory gained ${between}`, resident, fileMiB * RESIDENT_SHARE, 'MiB', share),
  ]
}

async function memoryOf(count: number, tenth: number, readMany: ReadMany) {
  const collect = collector()
  let seen = 0
  let start = { used: 0, resident: 0 }
  let fileMiB = 0
  for await (const _ of readMany(count, (bytes) => (fileMiB += seen > tenth ? bytes / MEBIBYTE : 0))) {
    seen += 1
    if (seen === tenth) start = memoryNow(collect)
  }
  expectCount(seen, count)
  return { start, end: memoryNow(collect), fileMiB }
}

/** Chunks as bytes, told of as they pass. */
export async function* counted(
  chunks: Iterable<string | Buffer>,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  for (const chunk of chunks) {
    onBytes(chunk.length)
    yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
  }
}

export async function* toAsync<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items
}

export function expectCount(seen: number, count: number): void {
  if (seen !== count) throw new Error(`read ${seen} of ${count} events`)
}
