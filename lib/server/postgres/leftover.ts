/**
 * What a console that was killed left behind: a Postgres still running without it, parts of one, or a stale
 * postmaster.pid. Only call while holding the instance lock, which says that no console is using this directory.
 */
import { execFile } from 'node:child_process'
import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { StartUpError } from '../start-up-error'
import type { PostgresBinaries } from './binaries'
import { isAlive, pgCtlStop } from './process-control'

/** Signals tried one after another, each with the time it is given: fast stop, immediate stop, the end. */
const ESCALATION = [
  ['SIGINT', 60_000],
  ['SIGQUIT', 10_000],
  ['SIGKILL', 10_000],
] as const

/** Ends what is left of an earlier Postgres on this directory, so that a new one can start. */
export async function clearLeftovers(
  clusterDirectory: string,
  superuserPassword: string,
  { pgCtl }: PostgresBinaries,
): Promise<void> {
  const pidFile = await readPidFile(clusterDirectory)
  if (pidFile && (await isOurs(pidFile, clusterDirectory, superuserPassword))) {
    // The signals below end a process of Windows outright: there it is asked first.
    if (process.platform === 'win32') await askToStop(pgCtl, clusterDirectory, pidFile.pid)
    await end([pidFile.pid], clusterDirectory)
  }
  // Without their postmaster the other Postgres processes end by themselves, but not at once.
  const orphans = await processesIn(clusterDirectory)
  await end(orphans, clusterDirectory)
  // Postgres would take any living process with the number in the file for its own and refuse to start.
  await rm(join(clusterDirectory, 'postmaster.pid'), { force: true })
}

interface PidFile {
  pid: number
  port: number | undefined
}

async function readPidFile(clusterDirectory: string): Promise<PidFile | undefined> {
  const text = await readFile(join(clusterDirectory, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, port: Number(lines[3]) || undefined }
}

async function isOurs(file: PidFile, clusterDirectory: string, superuserPassword: string): Promise<boolean> {
  if (!isAlive(file.pid)) return false
  if (process.platform === 'linux') return (await processesIn(clusterDirectory)).includes(file.pid)
  return file.port !== undefined && (await answersAs(file.pid, file.port, superuserPassword))
}

/** Postgres processes whose working directory is the data directory. Empty where there is no /proc. */
async function processesIn(clusterDirectory: string): Promise<number[]> {
  if (process.platform !== 'linux') return []
  const wanted = await realpath(clusterDirectory).catch(() => undefined)
  if (!wanted) return []
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    // A process that has ended but was not collected yet has no working directory any more.
    const directory = await readlink(`/proc/${name}/cwd`).catch(() => undefined)
    if (directory !== wanted) continue
    const command = await readFile(`/proc/${name}/comm`, 'utf8').catch(() => '')
    if (command.trim() === 'postgres') found.push(Number(name))
  }
  return found
}

/** Whether the server on this port takes our password, which no other server knows, and has that process id. */
async function answersAs(pid: number, port: number, password: string): Promise<boolean> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' })
  try {
    await client.connect()
    const answer = await client.query<{ file: string }>("select pg_read_file('postmaster.pid') as file")
    return Number(answer.rows[0]?.file.split('\n')[0]) === pid
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function askToStop(pgCtl: string, clusterDirectory: string, pid: number): Promise<void> {
  const [, patience] = ESCALATION[0]
  await new Promise((resolve) => {
    execFile(pgCtl, pgCtlStop(clusterDirectory, 'fast'), { windowsHide: true }, resolve)
  })
  await waitUntilGone([pid], clusterDirectory, patience)
}

async function end(pids: number[], clusterDirectory: string): Promise<void> {
  let left = pids
  for (const [signal, patience] of ESCALATION) {
    if (left.length === 0) return
    for (const pid of left) send(pid, signal)
    left = await waitUntilGone(left, clusterDirectory, patience)
  }
  if (left.length === 0) return
  throw new StartUpError(
    `An earlier Postgres on ${clusterDirectory} does not stop (process ${left.join(', ')}).`,
  )
}

async function waitUntilGone(pids: number[], clusterDirectory: string, patience: number): Promise<number[]> {
  const deadline = performance.now() + patience
  let left = pids
  while (left.length > 0 && performance.now() < deadline) {
    await sleep(100)
    const present = process.platform === 'linux' ? await processesIn(clusterDirectory) : left.filter(isAlive)
    left = left.filter((pid) => present.includes(pid))
  }
  return left
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
