import { UploadBrokeOff, UploadTooLarge } from '@/lib/operations/imports/receive-upload'

const CHUNK_BYTES = 1024 * 1024

/**
 * The body of an upload in pieces of 1 MiB, the last one shorter. Holds one piece at a time.
 * Throws UploadTooLarge as soon as more than `limitBytes` have arrived, UploadBrokeOff when the sender is gone.
 */
export async function* bodyChunks(
  body: AsyncIterable<Uint8Array> | null,
  limitBytes: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (!body) return
  let chunk = new Uint8Array(CHUNK_BYTES)
  let filled = 0
  let total = 0
  for await (const part of untilBrokenOff(body)) {
    total += part.length
    if (total > limitBytes) throw new UploadTooLarge()
    let taken = 0
    while (taken < part.length) {
      const piece = part.subarray(taken, taken + CHUNK_BYTES - filled)
      chunk.set(piece, filled)
      filled += piece.length
      taken += piece.length
      if (filled < CHUNK_BYTES) continue
      yield chunk
      chunk = new Uint8Array(CHUNK_BYTES)
      filled = 0
    }
  }
  if (filled > 0) yield chunk.slice(0, filled)
}

async function* untilBrokenOff(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body
  } catch (cause) {
    throw new UploadBrokeOff('the request ended before its body did', { cause })
  }
}
