const CHUNK_BYTES = 1024 * 1024

/** Thrown when a body is larger than it may be. */
export class BodyTooLarge extends Error {}

/**
 * The body of an upload in pieces of 1 MiB, the last one shorter. Holds one piece at a time.
 * Throws BodyTooLarge as soon as more than `limitBytes` have arrived.
 */
export async function* bodyChunks(
  body: ReadableStream<Uint8Array>,
  limitBytes: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let chunk = new Uint8Array(CHUNK_BYTES)
  let filled = 0
  let total = 0
  for await (const part of body) {
    total += part.length
    if (total > limitBytes) throw new BodyTooLarge()
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
