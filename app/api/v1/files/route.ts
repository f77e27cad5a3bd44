import { bodyChunks } from '@/app/api/imports/upload-body'
import { maskProductKeys } from '@/lib/activation/product/product-key'
import { problem } from '@/lib/auth/problem'
import { tokenRoute } from '@/lib/auth/token-route'
import { uploadLimitBytes } from '@/lib/operations/imports/upload-limit'
import { requireRoom } from '@/lib/server/disk-room'
import { CAPTURES_WORDS, DAY_ORDER_WORDS, saidBy } from '@/lib/sources/said-words'
import { parameterProblem } from '../parameters'
import { receiveFile } from '../receive-file'
import { LONGEST_BODY, openBody, tooLarge } from '../request-body'

/** Texts and logs shrink a tenth of this by gzip: what claims more is a bomb. Without a length it may be as long as a post. */
const MOST_RATIO = 200

/**
 * Any file that the page Imports takes, as the raw body: ?name= of the file, ?host=, ?observed-at=, ?dates= and ?captures= for a text that
 * does not say them. It is recorded without anybody looking at its preview, unless it asks something.
 */
export const POST = tokenRoute(['files.write'], async (caller, request) => {
  const { searchParams } = new URL(request.url)
  const wrong = parameterProblem(searchParams, ['name', 'host', 'observed-at', 'dates', 'captures'])
  if (wrong) return wrong
  const fileName = maskProductKeys(searchParams.get('name') ?? '')
    .replace(/\p{Cc}/gu, ' ')
    .trim()
  if (fileName === '') return problem(400, 'name', 'Say what the file is called: ?name=kms01.evtx')
  const dayOrder = saidBy(DAY_ORDER_WORDS, searchParams.get('dates'))
  if (dayOrder === null) return problem(400, 'dates', 'Say ?dates=day-first or ?dates=month-first.')
  const captures = saidBy(CAPTURES_WORDS, searchParams.get('captures'))
  if (captures === null) {
    return problem(400, 'captures', 'Say ?captures=one-machine or ?captures=several-machines.')
  }
  const sizeBytes = Number(request.headers.get('content-length') ?? 0)
  const isPacked = request.headers.has('content-encoding')
  const limit = isPacked
    ? Math.min(uploadLimitBytes(), Math.max(LONGEST_BODY, sizeBytes * MOST_RATIO))
    : uploadLimitBytes()
  if (sizeBytes > limit) return tooLarge(limit)
  await requireRoom(sizeBytes)
  const body = openBody(request)
  if (body instanceof Response) return body
  const facts = {
    fileName: fileName.slice(0, 255),
    hostName: searchParams.get('host')?.toLowerCase() || undefined,
    observedAt: searchParams.get('observed-at') || undefined,
    dayOrder,
    captures,
  }
  try {
    return await receiveFile(caller, { ...facts, limit }, bodyChunks(body.bytes, limit), 201)
  } finally {
    body.drain()
  }
})
