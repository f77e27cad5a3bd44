import { apiError } from '@/lib/auth/api-route'
import { formatBytes } from '@/lib/format/counts'
import { createImport } from '@/lib/operations/imports/import-create'
import { receiveUpload } from '@/lib/operations/imports/receive-upload'
import { uploadLimitBytes } from '@/lib/operations/imports/upload-limit'
import type { Actor } from '@/lib/operations/operation'
import { requireRoom } from '@/lib/server/disk-room'
import { DISK_FULL } from '@/lib/server/fault'
import { bodyChunks } from './upload-body'
import { uploadFacts } from './upload-facts'

/** Takes in one file as the raw body of a request and answers with the id of its import. */
export async function receive(actor: Actor, request: Request): Promise<Response> {
  const limitBytes = uploadLimitBytes()
  const sizeBytes = Number(request.headers.get('content-length') ?? 0)
  if (sizeBytes > limitBytes) return tooLarge(limitBytes)
  await requireRoom(sizeBytes)
  const chunks = bodyChunks(request.body, limitBytes)
  const outcome = await receiveUpload(actor, uploadFacts(request.headers), chunks)
  if (outcome.ok) return Response.json({ id: outcome.importId }, { status: 201, headers: HEADERS })
  switch (outcome.refusal.kind) {
    case 'tooLarge':
      return tooLarge(limitBytes)
    case 'brokeOff':
      return apiError(400, 'brokeOff', 'The upload stopped before the whole file had arrived. Send it again.')
    case 'diskFull':
      return apiError(507, 'diskFull', DISK_FULL)
  }
  const { sentence, fields } = createImport.say(outcome.refusal)
  return apiError(400, outcome.refusal.kind, [sentence, ...Object.values(fields)].filter(Boolean).join(' '))
}

/** Set here because the proxy leaves this path alone: it would hold the body in memory. */
export const HEADERS = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' }

function tooLarge(limitBytes: number): Response {
  const words = `The file is larger than ${formatBytes(limitBytes)}. Split it, or import it with npm run import on the server.`
  return apiError(413, 'tooLarge', words)
}
