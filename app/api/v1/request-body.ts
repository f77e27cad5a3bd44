import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { problem } from '@/lib/auth/problem'
import { formatBytes } from '@/lib/format/counts'

/** Longest body of observations, as sent and unpacked. */
export const LONGEST_BODY = 32 * 1024 * 1024

const OBSERVATION_TYPES = ['application/json', 'application/x-ndjson', 'application/jsonl', 'text/plain']

/** The body as text, unpacked, or the refusal: of what is too large, packed or written in a way that is not taken. */
export async function textOf(
  request: Request,
  taken: readonly string[] = OBSERVATION_TYPES,
  longest = LONGEST_BODY,
): Promise<string | Response> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type === undefined || !taken.includes(type)) {
    return problem(415, 'contentType', `Send it as ${taken.join(', ')}, not as ${type ?? 'nothing'}.`)
  }
  const bytes = await unpacked(request, longest)
  if (bytes instanceof Response) return bytes
  return decoded(bytes)
}

async function unpacked(request: Request, limit: number): Promise<Buffer | Response> {
  const body = unpackedStream(request)
  if (body instanceof Response) return body
  const parts: Uint8Array[] = []
  let length = 0
  try {
    for await (const part of body) {
      length += part.length
      if (length > limit) return tooLarge(limit)
      parts.push(part)
    }
  } catch (error) {
    const isPacking = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
    return isPacking
      ? problem(400, 'damagedGzip', 'The body says it is gzip and cannot be unpacked.')
      : problem(400, 'brokeOff', 'The body ended before it was whole. Send it again.')
  }
  return Buffer.concat(parts)
}

/** The body as it comes, unpacked. Content-Length of packed bytes says nothing of what is in them. */
export function unpackedStream(request: Request): AsyncIterable<Uint8Array> | Response {
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity'
  if (request.body === null) return Readable.from([])
  const body = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0])
  if (encoding === 'identity') return body
  if (encoding !== 'gzip')
    return problem(415, 'contentEncoding', `Send it as it is or as gzip, not as ${encoding}.`)
  const gunzip = createGunzip()
  body.on('error', (error) => gunzip.destroy(error))
  return body.pipe(gunzip)
}

export function tooLarge(limit: number): Response {
  return problem(413, 'tooLarge', `The body is larger than ${formatBytes(limit)}. Send it in parts.`)
}

/** UTF-8 with or without its mark, or UTF-16 with one: Windows PowerShell writes all of them. */
function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder().decode(bytes)
}
