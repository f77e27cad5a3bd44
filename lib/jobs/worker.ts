import { checkInterval } from '@/lib/data/discovery/schedule'
import { findUnfinishedImports } from '@/lib/data/imports/import-store'
import { dropExpiredEvents } from '@/lib/data/retention'
import { runCheck, runScheduledCheck } from '@/lib/operations/discovery/run-check'
import { runImport } from '@/lib/operations/imports/import-run'
import { sweepUploads } from '@/lib/operations/imports/receive-upload'
import { runDirectoryRead, runNightlyReads } from '@/lib/operations/networks/run-directory-read'
import { runRelabels } from '@/lib/operations/reference/run-relabels'
import { log } from '@/lib/server/log'
import { startCatchUp } from './catch-up'
import { applyDiscoverySchedule } from './discovery-schedule'
import {
  boss,
  DAILY_QUEUE,
  DIRECTORY_QUEUE,
  DISCOVERY_QUEUE,
  enqueueImport,
  enqueueRelabels,
  IMPORT_QUEUE,
  RELABEL_QUEUE,
  stopBoss,
} from './queue'

const STOP_TIMEOUT_MS = 10_000
const SWEEP_MS = 60_000
const NIGHTLY = '17 3 * * *'

/**
 * Runs jobs in this process until `stop`. Imports and relabels that a killed process left behind are taken up
 * again: both are idempotent, so they simply start over.
 */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const queue = await boss()
  await queue.work<{ importId: string }>(
    IMPORT_QUEUE,
    { batchSize: 1, pollingIntervalSeconds: 2 },
    async ([job]) => {
      if (job) await runImport(job.data.importId, new Date())
    },
  )
  await queue.work(DAILY_QUEUE, async () => {
    await tidyUp(new Date())
    await runRelabels(new Date())
    await runNightlyReads(new Date())
  })
  await queue.schedule(DAILY_QUEUE, NIGHTLY)
  await queue.work<{ checkId?: string } | null>(
    DISCOVERY_QUEUE,
    { batchSize: 1, pollingIntervalSeconds: 2 },
    async ([job]) => {
      if (job?.data?.checkId) await runCheck(job.data.checkId, new Date())
      else await runScheduledCheck(new Date())
    },
  )
  await queue.work<{ sourceId: string; startedBy: string }>(
    DIRECTORY_QUEUE,
    { batchSize: 1, pollingIntervalSeconds: 2 },
    async ([job]) => {
      if (job) await runDirectoryRead(job.data, new Date())
    },
  )
  await queue.work(RELABEL_QUEUE, { batchSize: 1, pollingIntervalSeconds: 2 }, async () => {
    await runRelabels(new Date())
  })
  await applyDiscoverySchedule(await checkInterval())
  for (const importId of await findUnfinishedImports()) await enqueueImport(importId)
  await enqueueRelabels()
  const sweeper = setInterval(() => {
    sweepUploads(new Date()).catch((error: unknown) => log.warn({ err: error }, 'uploads were not swept'))
  }, SWEEP_MS).unref()
  const catchUp = startCatchUp()
  return {
    stop: async () => {
      clearInterval(sweeper)
      await Promise.all([catchUp.stop(), stopWorker()])
    },
  }
}

/** Stops taking jobs. One that does not end in ten seconds is broken off and run again at the next start. */
export async function stopWorker(): Promise<void> {
  await stopBoss(STOP_TIMEOUT_MS)
}

/** What nobody needs any more: events past their retention. */
export async function tidyUp(now: Date): Promise<void> {
  await dropExpiredEvents(now)
}
