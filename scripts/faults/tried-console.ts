/** A console in production mode on a data directory of its own, with somebody signed in, to be killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { ensureDemoUsers } from '@/lib/auth/demo-users'
import { closePools } from '@/lib/data/pool'
import { closePrisma } from '@/lib/data/prisma'
import { stopBoss } from '@/lib/jobs/queue'
import { ensureSecrets } from '@/lib/server/console-secrets'

/** Of /proc/PID/stat on Linux. */
const TICKS_A_SECOND = 100
const ROOT = join(import.meta.dirname, '../..')

export interface TriedConsole {
  readonly address: string
  readonly cookie: string
  /** The console's own role on its database, as long as Postgres keeps its port. */
  databaseUrl(): string
  postmaster(): number
  /** Processes of Postgres on its data directory. */
  postgresProcesses(): number[]
  /** Seconds of a processor that its process has used. */
  processorSeconds(): number
  kill(signal: NodeJS.Signals): void
  /** Waits for the end of its process: the exit code and what it printed. */
  ended(): Promise<{ code: number | null; printed: string }>
  /** Starts it again on what the last one left. */
  start(): Promise<void>
  remove(): Promise<void>
}

export async function tryConsole(environment: Record<string, string> = {}): Promise<TriedConsole> {
  const dataDirectory = await realpath(await mkdtemp(join(tmpdir(), 'activation-console-faults-')))
  let child: ChildProcess
  let printed = ''
  let address = ''
  const databaseUrl = () => {
    if (environment.DATABASE_URL) return environment.DATABASE_URL
    const port = readFileSync(join(dataDirectory, 'pg/postmaster.pid'), 'utf8').split('\n')[3]
    const { consolePassword } = ensureSecrets(dataDirectory)
    return `postgresql://console:${consolePassword}@127.0.0.1:${port?.trim()}/console`
  }
  async function start() {
    const { DATABASE_URL, npm_lifecycle_event, ...inherited } = process.env
    printed = ''
    child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
      cwd: ROOT,
      env: { ...inherited, DATA_DIRECTORY: dataDirectory, PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        printed += text
      })
    }
    while (!printed.includes('Activation Console:')) {
      if (child.exitCode !== null) throw new Error(`The console ended instead of starting: ${printed}`)
      await sleep(50)
    }
    address = /http:\/\/\S+/.exec(printed)?.[0] ?? ''
  }
  const postgresProcesses = () =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && isAt(name, join(dataDirectory, 'pg')))
      .map(Number)
  await start()
  const cookie = await signIn(address, databaseUrl())
  return {
    get address() {
      return address
    },
    cookie,
    databaseUrl,
    postmaster: () => Number(readFileSync(join(dataDirectory, 'pg/postmaster.pid'), 'utf8').split('\n')[0]),
    postgresProcesses,
    processorSeconds: () => {
      const [user, system] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(' ').slice(13, 15)
      return (Number(user) + Number(system)) / TICKS_A_SECOND
    },
    kill: (signal) => child.kill(signal),
    ended: async () => {
      if (child.exitCode === null && child.signalCode === null) await once(child, 'close')
      return { code: child.exitCode, printed }
    },
    start,
    remove: async () => {
      child.kill('SIGKILL')
      for (const pid of postgresProcesses()) process.kill(pid, 'SIGKILL')
      await sleep(200)
      await rm(dataDirectory, { recursive: true, force: true })
    },
  }
}

function isAt(pid: string, directory: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === directory
  } catch {
    return false
  }
}

/** A process that takes jobs beside consoles, until it is stopped. */
export async function startWorkerBeside(
  environment: Record<string, string>,
): Promise<{ stop(): Promise<void> }> {
  const { npm_lifecycle_event, ...inherited } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/worker.ts'], {
    cwd: ROOT,
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return {
    stop: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Runs `work` with this database as the one of this process. */
export async function withDatabase<T>(url: string, work: () => Promise<T>): Promise<T> {
  process.env.DATABASE_URL = url
  try {
    return await work()
  } finally {
    await stopBoss(1_000)
    await Promise.all([closePools(), closePrisma()])
  }
}

async function signIn(address: string, databaseUrl: string): Promise<string> {
  const [admin] = await withDatabase(databaseUrl, ensureDemoUsers)
  const answer = await fetch(`${address}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { origin: address, 'content-type': 'application/json' },
    body: JSON.stringify({ email: admin?.email, password: admin?.password }),
  })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

/** Sends a file as the page does. */
export function upload(
  { address, cookie }: TriedConsole,
  fileName: string,
  body: string,
  signal: AbortSignal = AbortSignal.timeout(60_000),
): Promise<Response> {
  return fetch(`${address}/api/imports`, {
    method: 'POST',
    headers: { cookie, origin: address, 'x-file-name': encodeURIComponent(fileName) },
    body,
    signal,
  })
}

/** One question to the database of a console, past it. */
export async function ask<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end().catch(() => {})
  }
}
