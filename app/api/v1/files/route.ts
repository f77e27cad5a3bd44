import { ReadableStream } from 'node:stream/web'
import { bodyChunks } from '@/app/api/imports/upload-body'
import { maskProductKeys } from '@/lib/activation/product/product-key'
import { problem } from '@/lib/auth/problem'
import { tokenRoute } from '@/lib/auth/token-route'
import { uploadLimitBytes } from '@/lib/operations/imports/upload-limit'
import { requireRoom } from '@/lib/server/disk-room'
import { receiveFile } from '../receive-file'
import { LONGEST_BODY, tooLarge, unpackedStream } from '../request-body'

/** Texts and logs shrink a tenth of this by gzip: what claims more is a bomb. Without a length it may be as long as a post. */
const MOST_RATIO = 200

/**
 * Any file that the page Imports takes, as the raw body: ?name= of the file, ?host= and ?observed-at= for a text that does
 * not say them. It is recorded without anybody looking at its preview, unless it asks something.
 */
export const POST = tokenRoute(['files.write'], async (caller, request) => {
  const { searchParams } = new URL(request.url)
  const fileName = maskProductKeys(searchParams.get('name') ?? '')
    .replace(/\p{Cc}/gu, ' ')
    .trim()
  if (fileName === '') return problem(400, 'name', 'Say what the file is called: ?name=kms01.evtx')
  const sizeBytes = Number(request.headers.get('content-length') ?? 0)
  const isPacked = request.headers.has('content-encoding')
  const limit = isPacked
    ? Math.min(uploadLimitBytes(), Math.max(LONGEST_BODY, sizeBytes * MOST_RATIO))
    : uploadLimitBytes()
  if (sizeBytes > limit) return tooLarge(limit)
  await requireRoom(sizeBytes)
  const stream = unpackedStream(request)
  if (stream instanceof Response) return stream
  // Not Readable.toWeb: a stream that is left half read then throws where nobody can catch it.
  const body = ReadableStream.from(stream) as globalThis.ReadableStream<Uint8Array>
  const facts = {
    fileName: fileName.slice(0, 255),
    hostName: searchParams.get('host')?.toLowerCase() || undefined,
    observedAt: searchParams.get('observed-at') || undefined,
  }
  return receiveFile(caller, { ...facts, limit }, bodyChunks(body, limit), 201)
})
