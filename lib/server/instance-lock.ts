/**
 * Says "a console is running on this data directory". It is a local socket that listens under a name only this data
 * directory knows. The system takes it away with the process, also after kill -9, and it is held before Postgres is
 * touched, so two starts at the same moment cannot meet in the middle. Whoever connects is told who holds it.
 */
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

const holderSchema = z.object({
  pid: z.number(),
  /** Where it serves, once it does. */
  address: z.string().optional(),
  stopping: z.boolean(),
})

export type LockHolder = z.infer<typeof holderSchema>

export interface InstanceLock {
  release(): Promise<void>
}

export type LockOutcome = { ok: true; lock: InstanceLock } | { ok: false; holder: LockHolder | undefined }

/** A console that has just started may be busy for seconds. */
const ANSWER_PATIENCE_MS = 10_000
const STOPPING_PATIENCE_MS = 60_000

/**
 * Takes the lock. Waits while the holder says that it is stopping; a holder that goes on running is the answer.
 * `report` is asked anew each time somebody else comes for the lock.
 */
export async function takeInstanceLock(
  instanceName: string,
  report: () => Omit<LockHolder, 'pid'>,
): Promise<LockOutcome> {
  const deadline = performance.now() + STOPPING_PATIENCE_MS
  while (true) {
    const lock = await tryTake(instanceName, () => ({ pid: process.pid, ...report() }))
    if (lock) return { ok: true, lock }
    const holder = await askHolder(instanceName)
    if (holder === 'gone') continue
    if (!holder?.stopping || performance.now() > deadline) return { ok: false, holder }
    await sleep(200)
  }
}

async function tryTake(instanceName: string, report: () => LockHolder): Promise<InstanceLock | undefined> {
  const path = socketPath(instanceName)
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.end(JSON.stringify(report()))
  })
  if (!(await listen(server, path))) return undefined
  server.unref()
  return {
    release: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function listen(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false)
      else reject(error)
    })
    server.listen(path, () => resolve(true))
  })
}

/** The holder's own words; 'gone' if there is none any more; undefined if it does not say. */
function askHolder(instanceName: string): Promise<LockHolder | 'gone' | undefined> {
  const path = socketPath(instanceName)
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(path)
    socket.setEncoding('utf8').setTimeout(ANSWER_PATIENCE_MS, () => socket.destroy())
    socket.on('data', (chunk: string) => {
      text += chunk
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT') return
      removeStale(path)
      resolve('gone')
    })
    socket.on('close', () => resolve(parseHolder(text)))
  })
}

function parseHolder(text: string): LockHolder | undefined {
  try {
    return holderSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** Abstract on Linux and a named pipe on Windows: nothing on disk. Elsewhere a file, stale after a kill. */
function socketPath(instanceName: string): string {
  const name = `activation-console-${createHash('sha256').update(instanceName).digest('hex').slice(0, 32)}`
  if (process.platform === 'linux') return `\0${name}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  return join(tmpdir(), `${name}.sock`)
}

function removeStale(path: string): void {
  if (process.platform !== 'linux' && process.platform !== 'win32') rmSync(path, { force: true })
}
