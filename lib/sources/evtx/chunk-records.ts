import { CHUNK_BYTES } from './evtx-chunks'

/** One record of a chunk: where its event lies, and the number the file gives it. */
export interface ChunkRecord {
  kind: 'record'
  number: number
  /** The event's binary XML, from the chunk's first byte on. */
  from: number
  to: number
}

/** A stretch of a chunk that holds no sound record where one should be. */
export interface ChunkDamage {
  kind: 'damage'
  reason: string
}

const CHUNK_SIGNATURE = Buffer.from('ElfChnk\0', 'latin1')
const RECORD_SIGNATURE = Buffer.from([0x2a, 0x2a, 0, 0])
const FREE_SPACE_AT = 48
const FIRST_RECORD_AT = 512
const HEADER_BYTES = 24
const ZEROES = Buffer.alloc(CHUNK_BYTES)
/** The size stands at both ends of a record. */
const SMALLEST_RECORD = HEADER_BYTES + 4

/**
 * The records of one chunk, in order. Where a record is damaged, the next mark of a record whose two sizes agree is
 * looked for. Nothing behind the free-space offset is read: older records lie there that the log no longer has.
 * Checksums are not looked at: copies of a live log have stale ones, and some logs have none.
 */
export function* chunkRecords(chunk: Buffer): Generator<ChunkRecord | ChunkDamage> {
  if (isUnused(chunk)) return
  if (!chunk.subarray(0, CHUNK_SIGNATURE.length).equals(CHUNK_SIGNATURE)) {
    yield { kind: 'damage', reason: 'it does not begin as a chunk' }
  }
  const told = chunk.length < FIRST_RECORD_AT ? 0 : chunk.readUInt32LE(FREE_SPACE_AT)
  const isTold = told >= FIRST_RECORD_AT && told <= chunk.length
  if (!isTold) yield { kind: 'damage', reason: 'it is cut off, or does not say where its records end' }
  const end = isTold ? told : chunk.length
  let last = 0
  for (let at = FIRST_RECORD_AT; at < end; ) {
    const size = sizeOfRecord(chunk, at, end)
    if (size !== undefined) {
      const number = Number(chunk.readBigUInt64LE(at + 8))
      // Where the end is not told, an older record is the first that the log no longer has.
      if (!isTold && number <= last) return
      last = number
      yield { kind: 'record', number, from: at + HEADER_BYTES, to: at + size - 4 }
      at += size
      continue
    }
    const next = nextRecord(chunk, at + 1, end)
    yield { kind: 'damage', reason: `${(next ?? end) - at} bytes are no record` }
    at = next ?? end
  }
}

const isUnused = (chunk: Buffer) => chunk.equals(ZEROES.subarray(0, chunk.length))

/** The size of a sound record at this place. */
function sizeOfRecord(chunk: Buffer, at: number, end: number): number | undefined {
  if (at + SMALLEST_RECORD > end || chunk.compare(RECORD_SIGNATURE, 0, 4, at, at + 4) !== 0) return undefined
  const size = chunk.readUInt32LE(at + 4)
  if (size < SMALLEST_RECORD || at + size > end) return undefined
  return chunk.readUInt32LE(at + size - 4) === size ? size : undefined
}

function nextRecord(chunk: Buffer, from: number, end: number): number | undefined {
  for (
    let at = chunk.indexOf(RECORD_SIGNATURE, from);
    at >= 0;
    at = chunk.indexOf(RECORD_SIGNATURE, at + 1)
  ) {
    if (sizeOfRecord(chunk, at, end) !== undefined) return at
  }
  return undefined
}
