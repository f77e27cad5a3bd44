import {
  beginStep,
  endStep,
  findImport,
  importLease,
  recordNext,
  replaceRejections,
  reportProgress,
  type StoredImport,
} from '@/lib/data/imports/import-store'
import { forPurpose } from '@/lib/data/purpose'
import { untilWritten } from '@/lib/data/until-written'
import { type Lease, withLease } from '@/lib/data/work-lease'
import { isDiskFull } from '@/lib/server/disk-room'
import { DISK_FULL } from '@/lib/server/fault'
import { log } from '@/lib/server/log'
import { outageOf } from '@/lib/server/outage'
import type { SourceRecord } from '@/lib/sources/reader'
import { type ObservationAt, type RecordCounts, recordObservations } from '../record/record-observations'
import { previewImport } from './import-preview'
import { ImportCancelled, Rejections, readImport } from './import-rows'
import { takeBackImport } from './import-take-back'

/** A step that broke off so often breaks off every time. */
const MOST_ATTEMPTS = 5

/**
 * Takes an import one step on: reads it for the preview, records it, or takes it back. Safe to call at any time, from any
 * process and again after a crash: one process works at an import, and recording twice changes nothing. Where the
 * database fails, the import stays as it is and is taken up again (lib/jobs/stranded-work.ts).
 */
export async function runImport(importId: string, now: Date): Promise<void> {
  try {
    await forPurpose('imports', () =>
      withLease(importLease(importId), async (lease) => {
        const row = await beginStep(importId)
        if (row && MOVING.includes(row.status)) await takeOn(row, lease, now)
      }),
    )
  } catch (error) {
    if (outageOf(error) === undefined) throw error
    log.warn({ err: error, importId }, 'a step of an import was broken off')
  }
}

const MOVING: readonly StoredImport['status'][] = ['reading', 'recording', 'undoing']

async function takeOn(row: StoredImport, lease: Lease, now: Date): Promise<void> {
  if (row.attempts > MOST_ATTEMPTS) return fail(row, BROKE_OFF, now)
  try {
    if (row.cancelRequested) throw new ImportCancelled()
    if (row.status === 'recording') return await recordRows(row, now)
    if (row.status === 'undoing') return await takeBackImport(row, lease, now)
    await previewImport(row, now)
    const next = row.recordWhenRead ? await recordNext(row.id, now) : null
    if (next) await recordRows(next, now)
  } catch (error) {
    if (lease.isLost) throw error
    if (error instanceof ImportCancelled) return untilWritten(() => stopped(row, now))
    if (isDiskFull(error)) await fail(row, DISK_FULL, now)
    else if (outageOf(error) === undefined) await fail(row, problemOf(error), now)
    throw error
  }
}

const BROKE_OFF = `The console began it ${MOST_ATTEMPTS} times and was broken off each time. Send the file again; the log has the causes.`

function fail(row: StoredImport, problem: string, now: Date): Promise<void> {
  return untilWritten(() => endStep(row, { status: 'failed', problem, finishedAt: now }))
}

async function recordRows(row: StoredImport, now: Date): Promise<void> {
  const rejections = new Rejections()
  const { records } = await readImport(row, row.hostName ?? undefined)
  const counts = await recordSource(row, records, rejections, now)
  if (counts.isStopped) throw new ImportCancelled()
  await untilWritten(() => replaceRejections(row.id, rejections.kept))
  await untilWritten(() =>
    endStep(row, {
      status: 'done',
      problem: rejections.nothingInIt,
      finishedAt: now,
      readBytes: row.sizeBytes,
      ...endCounts(counts, rejections),
    }),
  )
}

/** What the row of an import says of what became of its file. */
export function endCounts(counts: RecordCounts, rejections: Rejections) {
  const { observations, rejected, fresh, unchanged, newClients } = counts
  const recorded = observations - rejected
  return { observations: recorded, recorded, rejected: rejections.count, fresh, unchanged, newClients }
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
      onRecorded: async ({ observations, rejected }) =>
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
  const problem = row.status === 'recording' ? stoppedSentence(kept) : null
  await endStep(row, { status: 'cancelled', problem, finishedAt: now })
}

/** Why an import whose recording was stopped has ended. */
export function stoppedSentence(kept: number): string {
  return `Stopped on request. ${kept} observations were already recorded and stay.`
}

function problemOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error)
  return `The console could not continue: ${words.split('\n')[0]?.slice(0, 300)}`
}
