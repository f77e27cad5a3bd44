import { ANSWER_HEADERS, problem } from '@/lib/auth/problem'
import type { Caller } from '@/lib/auth/token-route'
import { fullBacklog, loadImportBacklog } from '@/lib/data/imports/import-backlog'
import { loadSentImport } from '@/lib/data/imports/import-posts'
import { paths } from '@/lib/format/paths'
import { createImport } from '@/lib/operations/imports/import-create'
import { receiveUpload } from '@/lib/operations/imports/receive-upload'
import { uploadLimitBytes } from '@/lib/operations/imports/upload-limit'
import { DISK_FULL } from '@/lib/server/fault'
import type { ReadContext } from '@/lib/sources/reader'
import { tooLarge } from './request-body'

interface FileFacts {
  fileName: string
  hostName?: string | undefined
  observedAt?: string | undefined
  dayOrder?: ReadContext['dayOrder']
  captures?: ReadContext['captures']
  /** most bytes, unpacked; what the page Imports takes when absent */
  limit?: number
}

/** Keeps a file and has it read and recorded. Answers once its bytes are in Postgres; a small one is recorded by then. */
export async function receiveFile(
  { actor, token }: Caller,
  { limit = uploadLimitBytes(), ...facts }: FileFacts,
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>,
  status: 201 | 202,
): Promise<Response> {
  const full = fullBacklog(await loadImportBacklog(token.source))
  if (full) return comeAgain(full, token.source)
  const file = { ...facts, origin: 'api' as const, source: token.source, recordWhenRead: true }
  const outcome = await receiveUpload(actor, file, chunks)
  if (outcome.ok) {
    const sent = await loadSentImport(outcome.importId, token.source)
    const body = {
      import: outcome.importId,
      received: sent?.received ?? 0,
      status: sent?.status ?? 'reading',
    }
    const location = paths.api.v1.import(outcome.importId)
    return Response.json(body, { status, headers: { ...ANSWER_HEADERS, Location: location } })
  }
  switch (outcome.refusal.kind) {
    case 'tooLarge':
      return tooLarge(limit)
    case 'brokeOff':
      return problem(
        400,
        'brokeOff',
        'The file ended before it was whole, or its gzip is damaged. Send it again.',
      )
    case 'diskFull':
      return problem(507, 'diskFull', DISK_FULL)
  }
  const { sentence, fields } = createImport.say(outcome.refusal)
  return problem(400, outcome.refusal.kind, [sentence, ...Object.values(fields)].filter(Boolean).join(' '))
}

const COME_AGAIN_SECONDS = 30

function comeAgain(full: 'its own' | 'all', source: string): Response {
  const headers = {
    'Retry-After': String(COME_AGAIN_SECONDS + Math.floor(Math.random() * COME_AGAIN_SECONDS)),
  }
  if (full === 'all') return problem(503, 'busy', 'Too many files wait to be read already.', headers)
  return problem(429, 'tooManyFiles', `Too many files of ${source} wait to be read already.`, headers)
}
