/** One console process from start to stop: port, database, migrations, build, jobs, pages. */
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ConsoleDatabase, openConsoleDatabase } from '@/lib/server/console-database'
import { type ConsoleSecrets, ensureSecrets } from '@/lib/server/console-secrets'
import { ensureDataDirectory, PROJECT_ROOT } from '@/lib/server/data-directory'
import { encryptionKeySettings } from '@/lib/server/encryption-key-source'
import { type Environment, readEnvironment } from '@/lib/server/environment'
import type { Application, Listener } from '@/lib/server/listener'
import { maskOutput } from '@/lib/server/masked-output'
import { StartUpError } from '@/lib/server/start-up-error'
import { isOrphaned, stopRequested } from '@/lib/server/stop-signals'

export interface ConsoleKind {
  /** Where data is kept unless DATA_DIRECTORY says otherwise. */
  dataDirectory: string
  /** Next in development: pages are compiled as they are asked for. */
  development?: true
  /** Runs once the database is ready; the lines it answers are printed below the address. */
  greet(address: string): Promise<string[]>
}

const NEEDED_NODE = 24

/** Runs until it is told to stop, then ends the process: 0 after a clean stop, 1 when it could not start or go on. */
export async function runConsole(kind: ConsoleKind): Promise<void> {
  maskOutput()
  const parts: Parts = { stopping: false }
  const stop = stopRequested()
  try {
    const started = start(kind, parts)
    const early = await Promise.race([started, stop])
    if (early === undefined) {
      const problem = await Promise.race([stop.then(() => undefined), parts.database?.lost])
      if (problem) throw new StartUpError(problem)
    }
    await end(parts)
    process.exit(0)
  } catch (error) {
    console.error(error instanceof StartUpError ? error.message : error)
    await end(parts).catch((second: unknown) => console.error(second))
    process.exit(1)
  }
}

interface Parts {
  stopping: boolean
  listener?: Listener
  opening?: Promise<ConsoleDatabase>
  database?: ConsoleDatabase
  threads?: { stop(): Promise<void> }
  pages?: { close(): Promise<void> }
}

async function start(kind: ConsoleKind, parts: Parts): Promise<undefined> {
  requireNode()
  process.chdir(PROJECT_ROOT)
  const environment = readEnvironment()
  if (!kind.development) await import('@/lib/server/without-source-maps')
  const dataDirectory = ensureDataDirectory(environment.DATA_DIRECTORY ?? kind.dataDirectory)
  const secrets = ensureSecrets(dataDirectory)
  parts.opening = openConsoleDatabase({
    environment,
    dataDirectory,
    secrets,
    report: () => ({ address: parts.listener?.address, stopping: parts.stopping || isOrphaned() }),
  })
  parts.database = await parts.opening
  const { listen } = await import('@/lib/server/listener')
  parts.listener = await listen(environment.HOST, environment.PORT, environment.TRUSTED_PROXIES)
  provide(kind, environment, secrets, { dataDirectory, databaseUrl: parts.database.url })
  if (!environment.DATABASE_URL) process.env.OWN_DATABASE_DIRECTORY = dataDirectory
  await upgrade(environment.DATABASE_DIRECT_URL ?? parts.database.url)
  const { resealOnStart } = await import('@/lib/operations/keys/reseal-on-start')
  for (const line of await resealOnStart()) console.log(line)
  if (!kind.development) {
    const { ensureBuild } = await import('@/lib/server/build')
    await ensureBuild(() => console.log('Building the pages; this takes about a minute.'))
  }
  const greeting = await kind.greet(parts.listener.address)
  await Promise.all([startJobs(kind, parts), startPages(kind, parts, parts.listener)])
  console.log([`Activation Console: ${parts.listener.address}`, ...greeting].join('\n'))
}

/** Brings the database to this version: says first what that means, and takes a backup where one has a place. */
async function upgrade(url: string): Promise<void> {
  const { planUpgrade, sayUpgrade } = await import('@/prisma/upgrade-plan')
  const plan = await planUpgrade(url)
  if (plan) {
    const { freeBytes } = await import('@/lib/server/disk-room')
    for (const line of sayUpgrade(plan, await freeBytes())) console.log(line)
    console.log(await backUpFirst())
  }
  const { applyMigrations } = await import('@/prisma/migrate')
  await applyMigrations(url)
}

async function backUpFirst(): Promise<string> {
  const folder = readEnvironment().BACKUP_DIRECTORY
  if (folder === undefined) return 'No backup is taken first: BACKUP_DIRECTORY names no folder for it.'
  const { takeUnnoted } = await import('@/lib/operations/backups/run-backup')
  const { path } = await takeUnnoted({ folder, withKey: false }, new Date())
  return `Backed up first: ${path}`
}

/** Stopping takes no longer than this in all; what is left then is named and given up. */
const STOPPING_MS = 10_000
/** Of these, what is left to connections and Postgres when requests and jobs do not end. */
const CLOSING_MS = 3_500
const DISCONNECTING_MS = 1_000

/** Stops in the order in which things lean on each other. */
async function end(parts: Parts): Promise<void> {
  parts.stopping = true
  const deadline = performance.now() + STOPPING_MS
  await within(STOPPING_MS - CLOSING_MS, 'requests and jobs in hand', async () => {
    await Promise.all([closePages(parts), parts.threads?.stop()])
  })
  // Where no database was opened there is nothing to let go of, and a wrong setting is not named a second time.
  if (parts.opening) await within(DISCONNECTING_MS, 'statements in hand', disconnect)
  await within(deadline - performance.now(), 'Postgres, which ends by itself', async () => {
    // Told to stop while Postgres was starting: wait for it, or it would be left behind.
    const database = await parts.opening?.catch(() => undefined)
    await database?.close()
  })
}

async function within(patienceMs: number, what: string, work: () => Promise<void>): Promise<void> {
  const late = sleep(patienceMs, 'late' as const, { ref: false })
  if ((await Promise.race([work(), late])) !== 'late') return
  console.error(`Stopping without waiting any longer for ${what}.`)
}

async function closePages({ listener, pages }: Parts): Promise<void> {
  await listener?.close()
  await pages?.close()
}

async function disconnect(): Promise<void> {
  const { closePools } = await import('@/lib/data/pool')
  const { closePrisma } = await import('@/lib/data/prisma')
  await Promise.all([closePools(), closePrisma()])
}

/** Scripts run on the Node that came with `npm install`, since npm looks there first. */
function requireNode(): void {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_NODE) return
  throw new StartUpError(
    `The console needs Node ${NEEDED_NODE} and met ${process.versions.node}. Node ${NEEDED_NODE} comes with npm install: ` +
      'run that, then start with npm start.',
  )
}

/** What the rest of the console reads from the environment. */
function provide(
  kind: ConsoleKind,
  environment: Environment,
  secrets: ConsoleSecrets,
  { dataDirectory, databaseUrl }: { dataDirectory: string; databaseUrl: string },
): void {
  Object.assign(process.env, {
    NODE_ENV: kind.development ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATA_DIRECTORY: dataDirectory,
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: environment.LOG_LEVEL,
    AUTH_SECRET: environment.AUTH_SECRET ?? secrets.authSecret,
    ...encryptionKeySettings(environment, secrets, dataDirectory),
  })
}

async function startJobs(kind: ConsoleKind, parts: Parts): Promise<void> {
  const { startThreads } = await import('@/lib/jobs/threads')
  parts.threads = await startThreads({ reading: !kind.development })
}

async function startPages(kind: ConsoleKind, parts: Parts, listener: Listener): Promise<void> {
  const { default: next } = await import('next')
  // Next takes upgrades (its socket in development) from the server of its first request, but the console may
  // listen on two addresses: it gets a server that never listens, and both of ours hand theirs on to that one.
  const upgrades = createServer()
  const pages = next({
    dev: kind.development === true,
    dir: PROJECT_ROOT,
    port: listener.port,
    quiet: true,
    httpServer: upgrades,
  })
  if (kind.development) await pages.prepare()
  else await quietly(() => pages.prepare())
  const application: Application = {
    request: pages.getRequestHandler(),
    upgrade: async (request, socket, head) => {
      if (!upgrades.emit('upgrade', request, socket, head)) socket.destroy()
    },
  }
  listener.serve(application)
  parts.pages = pages
}

/** Next reports on stdout how it reads its configuration, which is of no interest to who runs the console. */
async function quietly(work: () => Promise<void>): Promise<void> {
  const { log } = console
  console.log = () => undefined
  try {
    await work()
  } finally {
    console.log = log
  }
}
