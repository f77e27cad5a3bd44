import type { PgBoss } from 'pg-boss'
import { anchorAudit } from '@/lib/data/audit-chain/anchor'
import { dropExpiredAudit } from '@/lib/data/audit-chain/retain'
import { noteUp } from '@/lib/data/console-uptime'
import { removeOldMessages } from '@/lib/data/deliveries/old-messages'
import { checkInterval } from '@/lib/data/discovery/schedule'
import { forgetPosts } from '@/lib/data/imports/import-posts'
import { removeLeftParts } from '@/lib/data/merge/parts'
import { forPurpose } from '@/lib/data/purpose'
import { keepFigures } from '@/lib/data/reports/keep-figures'
import { dropExpiredEvents, makeMonthsAhead } from '@/lib/data/retention'
import { noteDisk } from '@/lib/data/upkeep'
import { removeOldLeases } from '@/lib/data/work-lease'
import { runNightlyBackup } from '@/lib/operations/backups/run-backup'
import { runCheck, runScheduledCheck } from '@/lib/operations/discovery/run-check'
import { runImport } from '@/lib/operations/imports/import-run'
import { sweepUploads } from '@/lib/operations/imports/receive-upload'
import { runDirectoryRead, runNightlyReads } from '@/lib/operations/networks/run-directory-read'
import { runWhatIf } from '@/lib/operations/plan/run-what-if'
import { runRelabels } from '@/lib/operations/reference/run-relabels'
import { watchFolder } from '@/lib/operations/watch/watch-folder'
import { setting } from '@/lib/server/environment'
import { log } from '@/lib/server/log'
import { startAlertRounds } from './alert-rounds'
import { startSealing } from './audit-sealing'
import { startCatchUp } from './catch-up'
import { applyDiscoverySchedule } from './discovery-schedule'
import { startPlanWatch } from './plan-watch'
import {
  BACKUP_QUEUE,
  boss,
  DAILY_QUEUE,
  DIRECTORY_QUEUE,
  DISCOVERY_QUEUE,
  IMPORT_QUEUE,
  RELABEL_QUEUE,
  stopBoss,
  WHAT_IF_QUEUE,
} from './queue'
import { startSending } from './sending'
import { startSignInChecks } from './sign-in-checks'
import { watchStrandedWork } from './stranded-work'

const STOP_TIMEOUT_MS = 5_000
const MINUTE_MS = 60_000
const NIGHTLY = '17 3 * * *'
/** Before what the night removes. */
const NIGHTLY_BACKUP = '17 2 * * *'

/**
 * Runs jobs in this process until `stop`. What a killed process left behind is taken up again or ended
 * (lib/jobs/stranded-work.ts).
 */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const queue = await boss()
  await takeJobs<{ importId: string }>(queue, IMPORT_QUEUE, ({ importId }) => runImport(importId, new Date()))
  await takeJobs(queue, DAILY_QUEUE, async () => {
    await tidyUp(new Date())
    await runRelabels(new Date())
    await runNightlyReads(new Date())
  })
  await queue.schedule(DAILY_QUEUE, NIGHTLY)
  await takeJobs<{ checkId?: string } | null>(queue, DISCOVERY_QUEUE, async (job) => {
    if (job?.checkId) await runCheck(job.checkId, new Date())
    else await runScheduledCheck(new Date())
  })
  await takeJobs<{ sourceId: string; startedBy: string }>(queue, DIRECTORY_QUEUE, (job) =>
    runDirectoryRead(job, new Date()),
  )
  await takeJobs<{ id: string }>(queue, WHAT_IF_QUEUE, ({ id }) => runWhatIf(id, new Date()))
  await takeJobs(queue, RELABEL_QUEUE, () => runRelabels(new Date()))
  // Only where it has a place: of several machines the one that names a folder takes it.
  if (setting('BACKUP_DIRECTORY') !== undefined) {
    await takeJobs(queue, BACKUP_QUEUE, () => runNightlyBackup(new Date()))
    await queue.schedule(BACKUP_QUEUE, NIGHTLY_BACKUP)
  }
  await applyDiscoverySchedule(await checkInterval())
  const watch = watchStrandedWork()
  await noteUp(new Date())
  const minutely = setInterval(() => {
    forPurpose('jobs', () => everyMinute(new Date())).catch((error: unknown) =>
      log.warn({ err: error }, 'it was not noted that the console is up, or uploads were not swept'),
    )
  }, MINUTE_MS).unref()
  const folder = setting('WATCH_DIRECTORY')
  const watched = folder === undefined ? undefined : watchFolder({ folder })
  const catchUp = forPurpose('jobs', startCatchUp)
  const alerts = forPurpose('jobs', startAlertRounds)
  const sending = forPurpose('jobs', startSending)
  const sealing = forPurpose('jobs', startSealing)
  const planWatch = forPurpose('jobs', startPlanWatch)
  const signInChecks = forPurpose('jobs', startSignInChecks)
  return {
    stop: async () => {
      clearInterval(minutely)
      watch.stop()
      const rounds = [catchUp, alerts, sending, sealing, planWatch, signInChecks]
      await Promise.all([...rounds.map((one) => one.stop()), watched?.stop(), stopWorker()])
    },
  }
}

async function everyMinute(now: Date): Promise<void> {
  await noteUp(now)
  await sweepUploads(now)
}

/** A job is looked for so often, should the queue's own call be missed. */
const LOOK_SECONDS = 2

/** Takes the jobs of one queue, one after another as long as there are any. */
async function takeJobs<Job extends object | null>(
  queue: PgBoss,
  name: string,
  run: (job: Job) => Promise<void>,
): Promise<void> {
  const options = {
    batchSize: 1,
    pollingIntervalSeconds: LOOK_SECONDS,
    notifyPollingIntervalSeconds: LOOK_SECONDS,
  }
  const worker: string = await queue.work<Job>(name, options, async ([job]) => {
    // Calls that came while this one ran are not kept: have it look for the next one as soon as it is done.
    queue.notifyWorker(worker)
    if (job) await forPurpose('jobs', () => run(job.data))
  })
}

/** Stops taking jobs. One that does not end in five seconds is broken off and taken up again at the next start. */
export async function stopWorker(): Promise<void> {
  await stopBoss(STOP_TIMEOUT_MS)
}

/** So long a sender that tries again gets the answer of the first time. */
const ANSWERS_KEPT_MS = 7 * 86_400_000

/**
 * Notes the disk and the figures of the day, prepares the next months, anchors the audit log, and takes away what nobody needs
 * any more: events and audit entries past their retention, answers to posts, and what killed processes left behind.
 */
export async function tidyUp(now: Date): Promise<void> {
  await noteDisk(now)
  await makeMonthsAhead(now)
  await keepFigures(now)
  await dropExpiredEvents(now)
  await removeOldLeases()
  await removeLeftParts(now)
  await anchorAudit(now)
  await dropExpiredAudit(now)
  await removeOldMessages(now)
  await forgetPosts(new Date(now.getTime() - ANSWERS_KEPT_MS))
}
