import { enqueueImport } from '@/lib/jobs/queue'
import { aside } from '@/lib/jobs/threads'
import { runImport } from './import-run'

/** Up to this size a step takes less time than handing it to a job. */
const SMALL_BYTES = 2 * 1024 * 1024

const runAside = aside('jobs', 'runImport', runImport)

/** Starts the next step of an import: a small one at once, a large one as a job. */
export async function startStep(importId: string, sizeBytes: number | bigint, now: Date): Promise<void> {
  if (sizeBytes <= SMALL_BYTES) return runAside(importId, now)
  return enqueueImport(importId)
}
