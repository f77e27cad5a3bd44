import { createHash } from 'node:crypto'
import { appendImportChunk, removeUnneededChunks } from '@/lib/data/imports/import-bytes'
import { isDiskFull } from '@/lib/server/disk-room'
import { log } from '@/lib/server/log'
import type { Actor, OperationCall } from '../operation'
import { createImport, failUpload, finishUpload } from './import-create'
import { startStep } from './import-step'

/** Thrown by the chunks of an upload when more has arrived than may be. */
export class UploadTooLarge extends Error {}

/** Thrown by the chunks of an upload whose sender is gone. */
export class UploadBrokeOff extends Error {}

type NewImport = Parameters<typeof createImport.run>[1]
type Refusal = Extract<Awaited<ReturnType<typeof createImport.run>>, { ok: false }>
type Received =
  | { ok: true; importId: string }
  | Refusal
  | { ok: false; refusal: { kind: 'tooLarge' | 'brokeOff' | 'diskFull' } }

/**
 * Takes in one file: opens an import, keeps its pieces as they arrive, and has it read for the preview. An
 * upload that breaks off, grows too large or finds the disk full leaves an import that says so, and none of its bytes.
 * @param chunks pieces of about 1 MiB; never all in memory.
 * @param step takes it on: at once or as a job, unless told otherwise.
 */
export async function receiveUpload(
  actor: Actor,
  facts: NewImport,
  chunks: AsyncIterable<Uint8Array>,
  call: OperationCall = {},
  step = startStep,
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
    const kind = kindOf(error)
    // Where even that cannot be written, sweepUploads does it later.
    await failUpload(importId, PROBLEMS[kind], call.now ?? new Date()).catch((second: unknown) =>
      log.error({ err: second, importId }, 'an upload that failed could not be removed yet'),
    )
    if (kind === 'failed') throw error
    return { ok: false, refusal: { kind } }
  }
  await finishUpload(importId, { sizeBytes, sha256: hash.digest('hex') }, call.now ?? new Date(), step)
  return { ok: true, importId }
}

function kindOf(error: unknown): keyof typeof PROBLEMS {
  if (error instanceof UploadTooLarge) return 'tooLarge'
  if (error instanceof UploadBrokeOff) return 'brokeOff'
  return isDiskFull(error) ? 'diskFull' : 'failed'
}

const PROBLEMS = {
  tooLarge: 'The file is larger than the limit. Nothing was imported.',
  brokeOff: 'The upload stopped before the whole file had arrived. Send it again.',
  diskFull:
    'The disk of the database is full. Nothing was imported. Free some space on it, then send the file again.',
  failed: 'The upload stopped before the whole file had arrived. Send it again.',
} as const

/** An upload of which no piece of 1 MiB arrives in this time could not end within the hour a request may take. */
const SILENT_MS = 10 * 60_000

/** Removes the bytes that nobody needs any more: of imports that have ended, and of uploads whose process died. */
export async function sweepUploads(now: Date): Promise<void> {
  const silentSince = new Date(now.getTime() - SILENT_MS)
  await removeUnneededChunks(now, { silentSince, problem: PROBLEMS.brokeOff })
}
