import type { ReadContext, Reader, SourceRecord } from './reader'

const CONTEXT: ReadContext = { observedAt: '2026-06-01T08:00:00.000Z' }

/** For tests: all records of a text that comes in pieces of a given length. */
export async function recordsOf(
  reader: Reader,
  text: string,
  { context = CONTEXT, pieceLength = 61 }: { context?: ReadContext; pieceLength?: number } = {},
): Promise<SourceRecord[]> {
  const found: SourceRecord[] = []
  for await (const record of reader.read(inPieces(text, pieceLength), context)) found.push(record)
  return found
}

export async function* inPieces(text: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length)
}
