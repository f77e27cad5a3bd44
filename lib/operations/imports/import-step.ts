import { enqueueImport } from '@/lib/jobs/queue'
import { aside } from '@/lib/jobs/threads'
import { setting } from '@/lib/server/environment'
import { makeSlots, type Slots } from '@/lib/server/slots'
import { runImport } from './import-run'

/** Up to this size a step takes less time than handing it to a job. */
const SMALL_BYTES = 2 * 1024 * 1024

const runAside = aside('jobs', 'runImport', runImport)

/** So many at once leave each a connection; who comes later waits so long for a place, then it becomes a job after all. */
const kept = globalThis as typeof globalThis & { consoleImportPlaces?: Slots }
kept.consoleImportPlaces ??= makeSlots(setting('IMPORT_CONNECTIONS'))
const places = kept.consoleImportPlaces
const LONGEST_WAIT_MS = 5_000

/** Starts the next step of an import: a small one at once, a large one as a job. */
export async function startStep(importId: string, sizeBytes: number | bigint, now: Date): Promise<void> {
  if (sizeBytes > SMALL_BYTES) return enqueueImport(importId)
  const giveBack = await places.takeWithin(LONGEST_WAIT_MS)
  if (giveBack === undefined) return enqueueImport(importId)
  try {
    await runAside(importId, now)
  } finally {
    giveBack()
  }
}
