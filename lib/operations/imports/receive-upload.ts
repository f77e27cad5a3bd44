import { createHash } from 'node:crypto'
import { appendImportChunk } from '@/lib/data/imports/import-bytes'
import type { Actor, OperationCall } from '../operation'
import { createImport, failUpload, finishUpload } from './import-create'

/** Thrown by the chunks of an upload when more has arrived than may be. */
export class UploadTooLarge extends Error {}

type NewImport = Parameters<typeof createImport.run>[1]
type Refusal = Extract<Awaited<ReturnType<typeof createImport.run>>, { ok: false }>
type Received = { ok: true; importId: string } | Refusal | { ok: false; refusal: { kind: 'tooLarge' } }

/**
 * Takes in one file: opens an import, keeps its pieces as they arrive, and has it read for the preview. An
 * upload that breaks off or grows too large leaves an import that says so.
 * @param chunks pieces of about 1 MiB; never all in memory.
 */
export async function receiveUpload(
  actor: Actor,
  facts: NewImport,
  chunks: AsyncIterable<Uint8Array>,
  call: OperationCall = {},
): Promise<Received> {
  const opened = await createImport.run(actor, facts, call)
  if (!opened.ok) return opened
  const { importId } = opened
  const hash = createHash('sha256')
  let seq = 0
  let sizeBytes = 0
  try {
    for await (const chunk of chunks) {
      hash.update(chunk)
      sizeBytes += chunk.length
      await appendImportChunk(importId, seq, chunk)
      seq += 1
    }
  } catch (error) {
    const isTooLarge = error instanceof UploadTooLarge
    await failUpload(importId, isTooLarge ? TOO_LARGE : BROKE_OFF, call.now ?? new Date())
    if (isTooLarge) return { ok: false, refusal: { kind: 'tooLarge' } }
    throw error
  }
  await finishUpload(importId, { sizeBytes, sha256: hash.digest('hex') }, call.now ?? new Date())
  return { ok: true, importId }
}

const TOO_LARGE = 'The file is larger than the limit. Nothing was imported.'
const BROKE_OFF = 'The upload stopped before the whole file had arrived. Send it again.'
