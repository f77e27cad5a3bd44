/**
 * How Postgres is started, told to stop, and seen to have ended. Elsewhere it is our child and takes signals. Windows has
 * none (Node ends a process outright, whatever it is asked to send), and postgres.exe refuses to run for an administrator:
 * there pg_ctl starts it without those rights and stops it in order. Its hidden console is its own, so that Ctrl-C and the
 * closing of our window reach us only. See "pg_ctl" in the documentation of Postgres, "Signal events" and "windowsHide" in Node's.
 */
import { spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Account } from './account'
import type { PostgresBinaries } from './binaries'
import { placeOf } from './place'

export interface Ending {
  code: number | null
  signal: NodeJS.Signals | null
}

/** fast: open transactions are rolled back and data is written out. immediate: the next start recovers. */
export type StopMode = 'fast' | 'immediate'

export interface RunningPostgres {
  /** Resolves when Postgres has ended, for whatever reason. */
  ended: Promise<Ending>
  /** Asks it to stop; `ended` says when it has. */
  stop(mode: StopMode): void
  /** The same for the last moment of our process, which waits for nothing that comes later. */
  stopAtExit(): void
}

export interface RunRequest {
  clusterDirectory: string
  logFile: string
  binaries: PostgresBinaries
  account: Account | undefined
  /** name=value, none of them with a blank */
  settings: readonly string[]
}

/** Starts it and does not wait until it takes connections. */
export function runPostgres(
  request: RunRequest,
  platform: NodeJS.Platform = process.platform,
): RunningPostgres {
  return platform === 'win32' ? runThroughPgCtl(request) : runAsChild(request)
}

const SIGNAL_OF = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const

function runAsChild({ clusterDirectory, logFile, binaries, account, settings }: RunRequest): RunningPostgres {
  const place = placeOf(clusterDirectory, account)
  const log = openSync(logFile, 'a', 0o600)
  const options = settings.flatMap((setting) => ['-c', setting])
  // Of its own process group, so that Ctrl-C in a terminal reaches the console only, which then stops it in order.
  const child = spawn(binaries.postgres, ['-D', place.argument, ...options], {
    ...place.spawn,
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  return {
    ended: new Promise((resolve) => {
      child.once('error', () => resolve({ code: null, signal: null }))
      child.once('exit', (code, signal) => resolve({ code, signal }))
    }),
    stop: (mode) => void child.kill(SIGNAL_OF[mode]),
    stopAtExit: () => void child.kill(SIGNAL_OF.fast),
  }
}

/** Longest that a start may recover after a crash before pg_ctl calls it failed, in seconds. */
const START_PATIENCE = '3600'
const LOOK_EVERY_MS = 250

function runThroughPgCtl(request: RunRequest): RunningPostgres {
  const { clusterDirectory, logFile, binaries, account, settings } = request
  const place = placeOf(clusterDirectory, account)
  const options = { ...place.spawn, stdio: 'ignore', windowsHide: true } as const
  const wanted = settings.map((setting) => `-c ${setting}`).join(' ')
  const start = ['start', '-w', '-t', START_PATIENCE, '-D', place.argument, '-l', logFile, '-o', wanted]
  const stopArguments = (mode: StopMode) => pgCtlStop(place.argument, mode)
  return {
    ended: new Promise((resolve) => {
      const starter = spawn(binaries.pgCtl, start, options)
      starter.once('error', () => resolve({ code: null, signal: null }))
      starter.once('exit', async (code) => {
        if (code === 0) await untilGone(postmasterPid(clusterDirectory))
        resolve({ code, signal: null })
      })
    }),
    stop: (mode) => void spawn(binaries.pgCtl, stopArguments(mode), options).on('error', () => undefined),
    stopAtExit: () => void spawnSync(binaries.pgCtl, stopArguments('fast'), options),
  }
}

/** Asks the Postgres of a data directory to stop and does not wait for it. */
export const pgCtlStop = (directory: string, mode: StopMode) => ['stop', '-W', '-D', directory, '-m', mode]

/** The number of the running postmaster, from the first line of its file. */
export function postmasterPid(clusterDirectory: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(clusterDirectory, 'postmaster.pid'), 'utf8').split('\n')[0])
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

async function untilGone(pid: number | undefined): Promise<void> {
  while (pid !== undefined && isAlive(pid)) await sleep(LOOK_EVERY_MS)
}

/** Whether a process has this number. One that is not ours to signal is there too. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
