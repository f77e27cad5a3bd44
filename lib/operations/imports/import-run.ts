import { withImportLock } from '@/lib/data/imports/import-lock'
import {
  findImport,
  replaceRejections,
  reportProgress,
  type StoredImport,
  updateImport,
} from '@/lib/data/imports/import-store'
import type { SourceRecord } from '@/lib/sources/reader'
import { type ObservationAt, type RecordCounts, recordObservations } from '../record/record-observations'
import { previewImport } from './import-preview'
import { ImportCancelled, Rejections, readImport } from './import-rows'

/**
 * Takes an import one step on: reads it for the preview, or records it. Safe to call at any time, from any
 * process and again after a crash: one process works at an import, and recording twice changes nothing.
 */
export async function runImport(importId: string, now: Date): Promise<void> {
  await withImportLock(importId, async () => {
    const row = await findImport(importId)
    if (row?.status !== 'reading' && row?.status !== 'recording') return
    try {
      if (row.status === 'reading') await previewImport(row, now)
      else await recordRows(row, now)
    } catch (error) {
      if (error instanceof ImportCancelled) return stopped(row, now)
      await updateImport(row.id, { status: 'failed', problem: problemOf(error), finishedAt: now })
      throw error
    }
  })
}

async function recordRows(row: StoredImport, now: Date): Promise<void> {
  const rejections = new Rejections()
  const { records } = await readImport(row, row.hostName ?? undefined)
  const counts = await recordSource(row, records, rejections, now)
  if (counts.isStopped) throw new ImportCancelled()
  await replaceRejections(row.id, rejections.kept)
  await updateImport(row.id, {
    status: 'done',
    finishedAt: now,
    readBytes: row.sizeBytes,
    observations: counts.observations - counts.rejected,
    recorded: counts.observations - counts.rejected,
    rejected: rejections.count,
    fresh: counts.fresh,
    unchanged: counts.unchanged,
    newClients: counts.newClients,
  })
}

/** Records what a reader yields; what it rejects, and what cannot be recorded, goes to `rejections`. */
export function recordSource(
  row: Pick<StoredImport, 'id' | 'isSample'>,
  records: AsyncIterable<SourceRecord>,
  rejections: Rejections,
  now: Date,
): Promise<RecordCounts> {
  return recordObservations(
    {
      observations: observationsOf(records, rejections),
      importId: row.id,
      isSample: row.isSample,
      onRejected: ({ line, reason, observation }) => rejections.addObservation(line, reason, observation),
      onBatch: async ({ observations, rejected }) =>
        !(await reportProgress(row.id, { recorded: observations - rejected })),
    },
    now,
  )
}

async function* observationsOf(
  records: AsyncIterable<SourceRecord>,
  rejections: Rejections,
): AsyncGenerator<ObservationAt> {
  for await (const record of records) {
    if (record.type === 'rejected') rejections.add(record)
    else yield record
  }
}

/** Batches that were recorded before the stop stay. */
async function stopped(row: StoredImport, now: Date): Promise<void> {
  const current = await findImport(row.id)
  const kept = current?.recorded ?? 0
  const problem =
    row.status === 'recording'
      ? `Stopped on request. ${kept} observations were already recorded and stay.`
      : null
  await updateImport(row.id, { status: 'cancelled', problem, finishedAt: now })
}

function problemOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error)
  return `The console could not continue: ${words.split('\n')[0]?.slice(0, 300)}`
}
