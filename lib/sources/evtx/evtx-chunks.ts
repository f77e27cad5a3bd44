/** What every .evtx file begins with. */
export const EVTX_SIGNATURE = Buffer.from('ElfFile\0', 'latin1')

const FILE_HEADER_BYTES = 4096
export const CHUNK_BYTES = 65_536

/**
 * The chunks of an .evtx file, 65,536 bytes each; the last may be shorter where the file was cut off. A chunk is
 * overwritten when the next one is asked for. The file's header is passed over: its counts, flags and checksum are
 * stale in copies of a live log.
 */
export async function* evtxChunks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const chunk = Buffer.alloc(CHUNK_BYTES)
  let filled = 0
  let toSkip = FILE_HEADER_BYTES
  for await (const piece of bytes) {
    let start = Math.min(toSkip, piece.length)
    toSkip -= start
    while (start < piece.length) {
      const taken = Math.min(CHUNK_BYTES - filled, piece.length - start)
      chunk.set(piece.subarray(start, start + taken), filled)
      filled += taken
      start += taken
      if (filled < CHUNK_BYTES) break
      yield chunk
      filled = 0
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled)
}
