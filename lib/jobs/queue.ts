import { PgBoss } from 'pg-boss'
import { directUrl, pool } from '@/lib/data/pool'
import { rowsOf } from '@/lib/data/rows'
import { log } from '@/lib/server/log'
import { eachMinute } from './queue-problems'

export const IMPORT_QUEUE = 'import'
export const DAILY_QUEUE = 'daily'
export const DISCOVERY_QUEUE = 'discovery'
export const DIRECTORY_QUEUE = 'directory'
export const RELABEL_QUEUE = 'relabel'
export const BACKUP_QUEUE = 'backup'
export const WHAT_IF_QUEUE = 'what-if'

/** Bundled pages and the worker are different modules in one process; they share the connections. */
const kept = globalThis as typeof globalThis & { consoleBoss?: { url: string; boss: Promise<PgBoss> } }

/** The job queue, started. Its tables are in the schema "pgboss". */
export function boss(): Promise<PgBoss> {
  const url = directUrl()
  if (kept.consoleBoss?.url === url) return kept.consoleBoss.boss
  const started = start(url)
  kept.consoleBoss = { url, boss: started }
  // A failed start must not be kept, or the queue would stay broken until the next restart.
  started.catch(() => {
    kept.consoleBoss = undefined
  })
  return started
}

/** Seconds without a sign of life after which a job is taken to have died with its process or its connection. */
const HEARTBEAT_SECONDS = 20
/** How long a job that has ended stays in the queue: what became of the work stands elsewhere. */
const ENDED_KEPT_SECONDS = 300
const HOURS = 3600

/** What each queue takes, and when a job of it that does not end is given up. */
const QUEUES = {
  [IMPORT_QUEUE]: { retryLimit: 3, retryDelay: 5, expireInSeconds: 12 * HOURS },
  [DAILY_QUEUE]: { retryLimit: 2 },
  // A check that fails says so; the next one asks again.
  [DISCOVERY_QUEUE]: { retryLimit: 0, expireInSeconds: 600 },
  [DIRECTORY_QUEUE]: { retryLimit: 0, expireInSeconds: HOURS },
  [RELABEL_QUEUE]: { retryLimit: 3, retryDelay: 5, expireInSeconds: HOURS },
  [WHAT_IF_QUEUE]: { retryLimit: 1, retryDelay: 5, expireInSeconds: HOURS },
  // One that nobody with a folder took in time is made up for by the next.
  [BACKUP_QUEUE]: {
    retryLimit: 1,
    retryDelay: 600,
    expireInSeconds: 12 * HOURS,
    retentionSeconds: 12 * HOURS,
  },
} as const

async function start(url: string): Promise<PgBoss> {
  const made = new PgBoss({
    connectionString: url,
    schema: 'pgboss',
    max: 3,
    useListenNotify: true,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    maintenanceIntervalSeconds: 60,
  })
  // Errors of its own housekeeping; a job that fails is told to its handler.
  made.on(
    'error',
    eachMinute((problem) => log.warn({ problem }, 'the job queue could not do its housekeeping')),
  )
  await made.start()
  for (const [name, options] of Object.entries(QUEUES)) {
    const wanted = {
      ...options,
      notify: true,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      deleteAfterSeconds: ENDED_KEPT_SECONDS,
    }
    await made.createQueue(name, wanted)
    // One that an earlier version made keeps its options otherwise.
    await made.updateQueue(name, wanted)
  }
  return made
}

/** Words of the jobs of a queue that wait to be taken. */
export async function waitingJobs<Job>(queue: string): Promise<Job[]> {
  const rows = await rowsOf<{ data: Job }>(
    pool(),
    "SELECT data FROM pgboss.job WHERE name = $1 AND state IN ('created', 'retry')",
    [queue],
  )
  return rows.map(({ data }) => data)
}

/** Lets the jobs in hand finish, for up to `timeoutMs`. */
export async function stopBoss(timeoutMs: number): Promise<void> {
  const running = kept.consoleBoss
  kept.consoleBoss = undefined
  const started = await running?.boss.catch(() => undefined)
  await started?.stop({ graceful: true, timeout: timeoutMs, close: true })
}

/** Asks some process to take an import on. */
export async function enqueueImport(importId: string): Promise<void> {
  await (await boss()).send(IMPORT_QUEUE, { importId })
}

/** Asks some process to check the zones: for a person, or, without a check, as the schedule wants. */
export async function enqueueDiscovery(job: { checkId: string }): Promise<void> {
  await (await boss()).send(DISCOVERY_QUEUE, job)
}

/** Asks some process to read a directory. */
export async function enqueueDirectoryRead(job: { sourceId: string; startedBy: string }): Promise<void> {
  await (await boss()).send(DIRECTORY_QUEUE, job)
}

/** Asks some process to relabel what waits for it since the reference changed. */
export async function enqueueRelabels(): Promise<void> {
  await (await boss()).send(RELABEL_QUEUE, {})
}

/** Asks some process to work out the answer to a what-if. */
export async function enqueueWhatIf({ id }: { id: string }): Promise<void> {
  await (await boss()).send(WHAT_IF_QUEUE, { id })
}
