/** The running Postgres: start, wait until it answers, stop. */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, statfsSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { StartUpError } from '../start-up-error'
import type { Account } from './account'
import type { PostgresBinaries } from './binaries'
import { placeOf } from './place'

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
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** Fast stop: open transactions are rolled back, data is written out. */
  stop(): Promise<void>
}

/** Starts Postgres and waits until it takes connections; crash recovery may make that long. */
export async function startPostmaster(request: PostmasterRequest): Promise<Postmaster> {
  const { clusterDirectory, binaries, account, port, logFile } = request
  const place = placeOf(clusterDirectory, account)
  rotate(logFile)
  const log = openSync(logFile, 'a', 0o600)
  // Of its own process group, so that Ctrl-C in a terminal reaches the console only, which then stops it in order.
  const child = spawn(binaries.postgres, ['-D', place.argument, ...settings(port, request.durable)], {
    ...place.spawn,
    detached: process.platform !== 'win32',
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  // A console that ends without stopping it in order (an uncaught error) does not leave it behind either.
  const stopWithUs = () => child.kill('SIGINT')
  process.once('exit', stopWithUs)
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }))
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  ended.then(() => process.off('exit', stopWithUs))
  await waitUntilReady(child, ended, request)
  return { port, ended, stop: () => stop(child, ended) }
}

function settings(port: number, durable: boolean): string[] {
  const values: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: '256MB',
    effective_cache_size: '1GB',
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
  return Object.entries({ ...values, ...hasty }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
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
  child: ChildProcess,
  ended: Postmaster['ended'],
  { port, superuserPassword, logFile, clusterDirectory }: PostmasterRequest,
): Promise<void> {
  let gone = false
  ended.then(() => {
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
        child.kill('SIGINT')
        throw new StartUpError(
          `The stored password does not open ${clusterDirectory}. Was secrets.json replaced or removed?`,
        )
      }
    }
    await sleep(50)
  }
  throw new StartUpError(`Postgres did not start. The end of ${logFile}:\n${lastLines(logFile)}`)
}

async function stop(child: ChildProcess, ended: Postmaster['ended']): Promise<void> {
  const patience = new AbortController()
  child.kill('SIGINT')
  const late = sleep(STOP_PATIENCE_MS, undefined, { signal: patience.signal, ref: false }).then(
    () => child.kill('SIGQUIT'),
    () => undefined,
  )
  await ended
  patience.abort()
  await late
}

function rotate(logFile: string): void {
  const found = statSync(logFile, { throwIfNoEntry: false })
  if (found && found.size > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`)
}

function lastLines(logFile: string): string {
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-6).join('\n')
}
