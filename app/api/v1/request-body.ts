import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { problem } from '@/lib/auth/problem'
import { formatBytes } from '@/lib/format/counts'

/** Longest body of observations, as sent and unpacked. */
export const LONGEST_BODY = 32 * 1024 * 1024

/** Bytes of bodies that lie in memory at once: who comes then comes again, before memory ends. One alone is always taken. */
const MOST_IN_HAND = 64 * 1024 * 1024

const OBSERVATION_TYPES = ['application/json', 'application/x-ndjson', 'application/jsonl', 'text/plain']

/** Bundled routes are different modules in one process; they share this. */
const kept = globalThis as typeof globalThis & { consoleBodies?: { bytes: number } }
kept.consoleBodies ??= { bytes: 0 }
const inHand = kept.consoleBodies

interface TakenBody {
  types?: readonly string[]
  /** most bytes, unpacked */
  longest?: number
}

/** Works with the body as text, unpacked; refuses what is too large, or packed or written in a way that is not taken. */
export async function withText(
  request: Request,
  { types = OBSERVATION_TYPES, longest = LONGEST_BODY }: TakenBody,
  work: (text: string) => Promise<Response>,
): Promise<Response> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type === undefined || !types.includes(type)) {
    return problem(415, 'contentType', `Send it as ${types.join(', ')}, not as ${type ?? 'nothing'}.`)
  }
  // Left unread, the rest of the body is thrown away, and a sender that does not listen while it sends hears of it too.
  if (Number(request.headers.get('content-length') ?? 0) > longest) return tooLarge(longest)
  const body = openBody(request)
  if (body instanceof Response) return body
  const held = { bytes: 0 }
  try {
    const bytes = await allOf(body, longest, held)
    return bytes instanceof Response ? bytes : await work(decoded(bytes))
  } finally {
    inHand.bytes -= held.bytes
  }
}

async function allOf(body: OpenBody, longest: number, held: { bytes: number }): Promise<Buffer | Response> {
  const parts: Uint8Array[] = []
  try {
    for await (const part of body.bytes) {
      held.bytes += part.length
      inHand.bytes += part.length
      parts.push(part)
      if (held.bytes > longest) return tooLarge(longest)
      if (inHand.bytes > MOST_IN_HAND && inHand.bytes > held.bytes) return comeAgain()
    }
  } catch (error) {
    const isPacking = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
    return isPacking
      ? problem(400, 'damagedGzip', 'The body says it is gzip and cannot be unpacked.')
      : problem(400, 'brokeOff', 'The body ended before it was whole. Send it again.')
  } finally {
    body.drain()
  }
  return Buffer.concat(parts)
}

interface OpenBody {
  /** as it comes, unpacked */
  bytes: AsyncIterable<Uint8Array>
  /** Throws away what was not read, so that the sender comes to the answer. */
  drain(): void
}

/** The body to be read. Content-Length of packed bytes says nothing of what is in them. */
export function openBody(request: Request): OpenBody | Response {
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity'
  if (encoding !== 'identity' && encoding !== 'gzip') {
    return problem(415, 'contentEncoding', `Send it as it is or as gzip, not as ${encoding}.`)
  }
  if (request.body === null) return { bytes: Readable.from([]), drain: () => undefined }
  const raw = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0])
  if (encoding === 'identity') {
    return { bytes: unbroken(raw), drain: () => raw.resume() }
  }
  const gunzip = createGunzip()
  raw.on('error', (error) => gunzip.destroy(error))
  raw.pipe(gunzip)
  const drain = () => {
    raw.unpipe(gunzip)
    gunzip.destroy()
    raw.resume()
  }
  return { bytes: unbroken(gunzip), drain }
}

/** A stream that may be left half read, and whose failure waits for whoever reads it. */
function unbroken(stream: Readable): AsyncIterable<Uint8Array> {
  stream.on('error', () => undefined)
  return stream.iterator({ destroyOnReturn: false })
}

export function tooLarge(limit: number): Response {
  return problem(413, 'tooLarge', `The body is larger than ${formatBytes(limit)}. Send it in parts.`)
}

const COME_AGAIN_SECONDS = 5

function comeAgain(): Response {
  const detail = `The console has ${formatBytes(MOST_IN_HAND)} of bodies in hand.`
  return problem(503, 'busy', detail, { 'Retry-After': String(COME_AGAIN_SECONDS) })
}

/** UTF-8 with or without its mark, or UTF-16 with one: Windows PowerShell writes all of them. */
function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder().decode(bytes)
}
