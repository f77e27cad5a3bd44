import iconv from 'iconv-lite'
import { detectEncoding } from './encoding'

/** Enough for a page of text; one slmgr output has 2 to 4 KiB. */
const HEAD_BYTES = 64 * 1024

export interface DecodedText {
  /** 'utf-8', 'utf-16le', 'utf-16be', 'cp1252', 'cp850', 'cp437', ... or 'binary' for what is no text. */
  encoding: string
  /** Decoded chunks without a byte order mark; nothing at all for 'binary'. Can be read once. */
  text: AsyncIterable<string>
}

/**
 * Finds the encoding of a byte stream from its first 64 KiB and decodes it as it flows; a character cut
 * by a chunk border is put together again. A file whose head is plain ASCII is called 'utf-8', and what
 * its first byte beyond ASCII is written in is decided where that byte comes.
 * Bytes that are no text (many NULs or control characters) are reported as 'binary', never thrown at.
 */
export async function decodeText(
  bytes: AsyncIterable<Uint8Array>,
  options: { encoding?: string } = {},
): Promise<DecodedText> {
  const source = bytes[Symbol.asyncIterator]()
  const { head, ended } = await takeHead(source)
  const settled = options.encoding ?? detectEncoding(head)
  if (settled === 'binary') {
    await source.return?.()
    return { encoding: settled, text: nothing() }
  }
  return { encoding: settled ?? 'utf-8', text: decodeFrom(head, ended ? undefined : source, settled) }
}

async function* nothing(): AsyncGenerator<string> {}

async function takeHead(source: AsyncIterator<Uint8Array>): Promise<{ head: Buffer; ended: boolean }> {
  const chunks: Uint8Array[] = []
  let length = 0
  while (length < HEAD_BYTES) {
    const next = await source.next()
    if (next.done) return { head: Buffer.concat(chunks), ended: true }
    chunks.push(next.value)
    length += next.value.length
  }
  return { head: Buffer.concat(chunks), ended: false }
}

async function* chunksOf(
  head: Buffer,
  source: AsyncIterator<Uint8Array> | undefined,
): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head
  if (source === undefined) return
  try {
    for (let next = await source.next(); !next.done; next = await source.next()) {
      yield Buffer.from(next.value.buffer, next.value.byteOffset, next.value.length)
    }
  } finally {
    await source.return?.()
  }
}

/** With fewer bytes after the first one beyond ASCII, a code page is a poor guess. */
const ENOUGH_TO_DECIDE = 4096

async function* decodeFrom(
  head: Buffer,
  source: AsyncIterator<Uint8Array> | undefined,
  settled: string | undefined,
): AsyncGenerator<string> {
  let decoder = settled === undefined ? undefined : iconv.getDecoder(settled)
  let undecided = Buffer.alloc(0)
  for await (const chunk of chunksOf(head, source)) {
    if (decoder !== undefined) {
      yield decoder.write(chunk)
      continue
    }
    undecided = Buffer.concat([undecided, chunk])
    const encoding = detectEncoding(undecided)
    if (encoding === undefined) {
      yield undecided.toString('latin1')
      undecided = Buffer.alloc(0)
    } else if (undecided.length >= ENOUGH_TO_DECIDE) {
      decoder = decoderOf(encoding)
      yield decoder.write(undecided)
    }
  }
  if (decoder === undefined) {
    decoder = decoderOf(detectEncoding(undecided) ?? 'utf-8')
    yield decoder.write(undecided)
  }
  yield decoder.end() ?? ''
}

const decoderOf = (encoding: string) => iconv.getDecoder(encoding === 'binary' ? 'cp1252' : encoding)
