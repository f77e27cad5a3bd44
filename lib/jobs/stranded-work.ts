/**
 * Finds work that nobody is at: its process was killed, its connection died, its job was lost. It is taken up again where
 * that is possible, else ended, so that nothing stays "in progress" for ever.
 */
import { checkLease, failCheck, findUnfinishedChecks } from '@/lib/data/discovery/check-store'
import { endStep, findUnfinishedImports, importLease } from '@/lib/data/imports/import-store'
import { directoryLease, endReading, findUnfinishedReadings } from '@/lib/data/networks/directory-store'
import { forPurpose } from '@/lib/data/purpose'
import { pendingRelabels, RELABEL_LEASE } from '@/lib/data/reference/pending-relabels'
import { findUnfinishedWhatIfs, whatIfLease } from '@/lib/data/whatif/what-if-store'
import { namesWithoutLease } from '@/lib/data/work-lease'
import { log } from '@/lib/server/log'
import {
  DIRECTORY_QUEUE,
  DISCOVERY_QUEUE,
  enqueueImport,
  enqueueRelabels,
  enqueueWhatIf,
  IMPORT_QUEUE,
  RELABEL_QUEUE,
  WHAT_IF_QUEUE,
  waitingJobs,
} from './queue'

const ROUND_MS = 5_000

/** Work that is under way by what its row says, or waits to be. */
interface Unfinished {
  /** of the lease that whoever is at it has */
  lease: string
  /** Has it go on, or ends it. */
  settle(): Promise<void>
}

/** Looks around now and every five seconds until `stop`. */
export function watchStrandedWork(): { stop(): void } {
  let suspects: ReadonlySet<string> = new Set()
  let isLooking = false
  const look = async () => {
    if (isLooking) return
    isLooking = true
    try {
      suspects = await forPurpose('jobs', () => settleStranded(suspects))
    } catch (error) {
      log.warn({ err: error }, 'it could not be seen whether work was left lying')
    } finally {
      isLooking = false
    }
  }
  void look()
  const timer = setInterval(look, ROUND_MS).unref()
  return { stop: () => clearInterval(timer) }
}

/**
 * Settles what nobody is at now and nobody was at when `suspects` were seen: between the row of a piece of work and its
 * lease or job is a moment. Returns those of now.
 */
export async function settleStranded(suspects: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const unfinished = [
    ...(await imports()),
    ...(await checks()),
    ...(await readings()),
    ...(await relabels()),
    ...(await whatIfs()),
  ]
  const free = new Set(await namesWithoutLease(unfinished.map(({ lease }) => lease)))
  for (const { lease, settle } of unfinished) {
    if (!free.has(lease) || !suspects.has(lease)) continue
    log.warn({ work: lease }, 'nobody is at this work any more: it is taken up again or ended')
    await settle()
  }
  return free
}

/** Where the bytes are kept, it goes on; else it ends. */
async function imports(): Promise<Unfinished[]> {
  const jobs = await waitingJobs<{ importId: string }>(IMPORT_QUEUE)
  const queued = new Set(jobs.map(({ importId }) => importId))
  return (await findUnfinishedImports())
    .filter(({ id }) => !queued.has(id))
    .map((row) => ({
      lease: importLease(row.id),
      settle: () =>
        row.status === 'undoing' || !UNKEPT_ORIGINS.includes(row.origin)
          ? enqueueImport(row.id)
          : endStep(row, { status: 'failed', problem: UNKEPT, finishedAt: new Date() }),
    }))
}

/** What is recorded while it is read: its bytes lie nowhere. */
const UNKEPT_ORIGINS = ['command line', 'sample']

const UNKEPT =
  'The console stopped before it was done. What was recorded stays; import it again for the rest.'

async function checks(): Promise<Unfinished[]> {
  const jobs = await waitingJobs<{ checkId?: string } | null>(DISCOVERY_QUEUE)
  const queued = new Set(jobs.map((job) => job?.checkId))
  return (await findUnfinishedChecks())
    .filter((id) => !queued.has(id))
    .map((id) => ({
      lease: checkLease(id),
      settle: () => failCheck(id, 'The console stopped during this check.', new Date()),
    }))
}

async function readings(): Promise<Unfinished[]> {
  const jobs = await waitingJobs<{ sourceId: string }>(DIRECTORY_QUEUE)
  const queued = new Set(jobs.map(({ sourceId }) => sourceId))
  return (await findUnfinishedReadings())
    .filter((id) => !queued.has(id))
    .map((id) => ({ lease: directoryLease(id), settle: () => endReading(id) }))
}

async function relabels(): Promise<Unfinished[]> {
  const isPending = (await pendingRelabels()).length > 0
  if (!isPending || (await waitingJobs(RELABEL_QUEUE)).length > 0) return []
  return [{ lease: RELABEL_LEASE, settle: enqueueRelabels }]
}

/** The fleet is carried forward anew. */
async function whatIfs(): Promise<Unfinished[]> {
  const jobs = await waitingJobs<{ id: string }>(WHAT_IF_QUEUE)
  const queued = new Set(jobs.map(({ id }) => id))
  return (await findUnfinishedWhatIfs())
    .filter((id) => !queued.has(id))
    .map((id) => ({ lease: whatIfLease(id), settle: () => enqueueWhatIf({ id }) }))
}
