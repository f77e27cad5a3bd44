import { z } from 'zod'
import { removeChunks } from '@/lib/data/imports/import-bytes'
import { findImport, updateImport } from '@/lib/data/imports/import-store'
import { refusesNothing } from '../frame-refusal'
import { operation } from '../operation'
import { captures, dayOrder, hostName, observedAt } from './import-input'
import { startStep } from './import-step'

const newImport = z.object({
  fileName: z.string().min(1).max(255),
  origin: z.enum(['upload', 'paste', 'command line', 'api', 'folder']),
  source: z.string().max(60).optional(),
  recordWhenRead: z.boolean().optional(),
  hostName: hostName.optional(),
  observedAt,
  dayOrder,
  captures,
})

/** Opens an import; its bytes follow through appendImportChunk, and finishUpload ends them. */
export const createImport = operation(
  'import.create',
  newImport,
  async ({ tx, actor, now, audit }, input) => {
    const row = await tx.import.create({
      data: { ...input, createdAt: now, createdById: actor.id, createdBy: actor.name },
      select: { id: true },
    })
    await audit({ action: 'import.create', subjectType: 'import', subjectId: row.id, after: { ...input } })
    return { ok: true as const, importId: row.id }
  },
  { refusals: refusesNothing },
)

/**
 * All bytes have arrived: the import is read for its preview, by `step`. Of a small file the preview is ready when
 * this returns. sha256: lower-case hex.
 */
export async function finishUpload(
  importId: string,
  facts: { sizeBytes: number; sha256?: string },
  now: Date,
  step = startStep,
): Promise<void> {
  const row = await findImport(importId)
  if (row?.status !== 'receiving') return
  await updateImport(importId, { ...facts, status: 'reading' })
  await step(importId, facts.sizeBytes, now)
}

/** The upload broke off, was larger than it may be, or could not be kept: what had arrived goes. `problem` says why. */
export async function failUpload(importId: string, problem: string, now: Date): Promise<void> {
  await removeChunks(importId)
  await updateImport(importId, { status: 'failed', problem, finishedAt: now })
}
