/** The running Postgres: start, wait until it answers, stop. */
import { readFileSync, renameSync, statfsSync, statSync } from 'node:fs'
import { totalmem } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { StartUpError } from '../start-up-error'
import type { Account } from './account'
import type { PostgresBinaries } from './binaries'
import { type Ending, type RunningPostgres, runPostgres } from './process-control'

const LOG_LIMIT_BYTES = 16 * 1024 * 1024
const STOP_PATIENCE_MS = 60_000
const SHARED_MEMORY_NEEDED = 512 * 1024 * 1024

export interface PostmasterRequest {
  clusterDirectory: string
  logFile: string
  binaries: PostgresBinaries
  account: Account | undefined
  port: number
  superuserPassword: string
  durable: boolean
}

export interface Postmaster {
  port: number
  /** Resolves when Postgres has ended, for whatever reason. */
  ended: Promise<Ending>
  /** Fast stop: open transactions are rolled back, data is written out. */
  stop(): Promise<void>
}

/** Starts Postgres and waits until it takes connections; crash recovery may make that long. */
export async function startPostmaster(request: PostmasterRequest): Promise<Postmaster> {
  const { port, durable, logFile } = request
  rotate(logFile)
  const running = runPostgres({ ...request, settings: settings(port, durable) })
  // A console that ends without stopping it in order (an uncaught error) does not leave it behind either.
  process.once('exit', running.stopAtExit)
  running.ended.then(() => process.off('exit', running.stopAtExit))
  await waitUntilReady(running, request)
  return { port, ended: running.ended, stop: () => stop(running) }
}

function settings(port: number, durable: boolean): string[] {
  const values: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...cacheSizes(durable ? machineMemory() : 0),
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    max_connections: 100,
    jit: 'off',
    synchronous_commit: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    // Values of statements stay out of its log, also those of one that failed or was slow.
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    dynamic_shared_memory_type: sharedMemoryType(),
  }
  const hasty = durable
    ? {}
    : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 200 }
  return Object.entries({ ...values, ...hasty }).map(([name, value]) => `${name}=${value}`)
}

/**
 * A fleet of a million machines has 2 GB of tables and indexes, and a renewal writes into ten of them: with 256 MB of
 * buffers writing one took half as much processor time again as with 1 GB. memory: of the machine, in bytes.
 */
export function cacheSizes(memory: number): { shared_buffers: string; effective_cache_size: string } {
  const eighth = Math.floor(memory / 8 / MEBIBYTE)
  const buffers = Math.min(2_048, Math.max(256, eighth))
  return { shared_buffers: `${buffers}MB`, effective_cache_size: `${4 * buffers}MB` }
}

const MEBIBYTE = 1024 * 1024

/** What a container allows counts, not what its machine has. */
function machineMemory(): number {
  const allowed = process.constrainedMemory()
  return allowed > 0 ? Math.min(totalmem(), allowed) : totalmem()
}

/** Containers often have 64 MB of /dev/shm, too little for parallel queries; files in the data directory do as well. */
function sharedMemoryType(): string {
  if (process.platform === 'win32') return 'windows'
  if (process.platform !== 'linux') return 'posix'
  try {
    const { bsize, bavail } = statfsSync('/dev/shm')
    return bsize * bavail >= SHARED_MEMORY_NEEDED ? 'posix' : 'mmap'
  } catch {
    return 'mmap'
  }
}

async function waitUntilReady(
  running: RunningPostgres,
  { port, superuserPassword, logFile, clusterDirectory }: PostmasterRequest,
): Promise<void> {
  let gone = false
  running.ended.then(() => {
    gone = true
  })
  while (!gone) {
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: 'postgres',
      password: superuserPassword,
      database: 'postgres',
    })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      await client.end().catch(() => undefined)
      if ((error as { code?: string }).code === '28P01') {
        running.stop('fast')
        throw new StartUpError(
          `The stored password does not open ${clusterDirectory}. Was secrets.json replaced or removed?`,
        )
      }
    }
    await sleep(50)
  }
  throw new StartUpError(`Postgres did not start. The end of ${logFile}:\n${lastLines(logFile)}`)
}

async function stop({ stop, ended }: RunningPostgres): Promise<void> {
  const patience = new AbortController()
  stop('fast')
  const late = sleep(STOP_PATIENCE_MS, undefined, { signal: patience.signal, ref: false }).then(
    () => stop('immediate'),
    () => undefined,
  )
  await ended
  patience.abort()
  await late
}

/** Windows renames no file that somebody still has open, an editor for one: then it grows until the next start. */
function rotate(logFile: string): void {
  const found = statSync(logFile, { throwIfNoEntry: false })
  if (!found || found.size <= LOG_LIMIT_BYTES) return
  try {
    renameSync(logFile, `${logFile}.1`)
  } catch (error) {
    if (process.platform !== 'win32') throw error
  }
}

function lastLines(logFile: string): string {
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-6).join('\n')
}
