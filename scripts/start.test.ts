/** Starting and stopping, tried with real processes. The build is there already; each test has a data directory. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '@/lib/server/free-port'

const ROOT = join(import.meta.dirname, '..')

interface Run {
  child: ChildProcess
  output(): string
  ended: Promise<number | null>
}

let dataDirectory: string
let port: number
let runs: Run[]

beforeEach(async () => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'activation-console-start-'))
  port = await freePort()
  runs = []
})

afterEach(async () => {
  for (const run of runs) run.child.kill('SIGKILL')
  for (const pid of postgresProcesses()) process.kill(pid, 'SIGKILL')
  await sleep(200)
  rmSync(dataDirectory, { recursive: true, force: true })
})

describe('npm start', () => {
  it('serves, says so in one line with a set-up link, and leaves nothing behind after two signals', async () => {
    const run = start()
    await ready(run)
    expect(run.output()).toMatch(new RegExp(`^Activation Console: http://localhost:${port}\n`))
    expect(run.output()).toMatch(/http:\/\/localhost:\d+\/setup\?token=\S+/)
    const health = await fetch(`http://127.0.0.1:${port}/api/health`)
    expect(await health.json()).toMatchObject({ status: 'ok', database: 'ok', migrations: 'applied' })
    run.child.kill('SIGINT')
    run.child.kill('SIGINT')
    expect(await run.ended).toBe(0)
    expect(postgresProcesses()).toEqual([])
  })

  it('refuses a second console on the same data directory, and a port that is taken', async () => {
    const first = start()
    await ready(first)
    const second = start({ PORT: '0' })
    expect(await second.ended).toBe(1)
    expect(second.output()).toContain(`already running on the data directory ${dataDirectory}`)
    expect(second.output()).toContain(`process ${first.child.pid}`)
    expect(second.output()).toContain(`http://localhost:${port}`)

    const elsewhere = mkdtempSync(join(tmpdir(), 'activation-console-start-'))
    const third = start({ DATA_DIRECTORY: elsewhere })
    expect(await third.ended).toBe(1)
    expect(third.output()).toContain(`Port ${port} is in use`)
    rmSync(elsewhere, { recursive: true, force: true })
    expect((await fetch(`http://localhost:${port}/api/health`)).status).toBe(200)
  })

  it('names a wrong setting and what is allowed, and does not start', async () => {
    const run = start({ LOG_LEVEL: 'loud', EVENT_RETENTION_MONTHS: 'a year' })
    expect(await run.ended).toBe(1)
    expect(run.output()).toBe(
      'The environment is not valid: LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent; ' +
        'EVENT_RETENTION_MONTHS must be a whole number of months from 0 to 1200.\n',
    )
  })

  it('lets one of two starts at the same moment go on', async () => {
    const [one, other] = [start({ PORT: '0' }), start({ PORT: '0' })]
    const loser = await Promise.race([one.ended.then(() => one), other.ended.then(() => other)])
    expect(loser.output()).toContain('already running')
    await ready(loser === one ? other : one)
  })

  it('recovers from kill -9, with and without its Postgres, and says so when only Postgres is gone', async () => {
    const first = start()
    await ready(first)
    first.child.kill('SIGKILL')
    await first.ended
    expect(postgresProcesses(), 'Postgres outlives a killed console').not.toEqual([])

    const second = start()
    await ready(second)
    second.child.kill('SIGKILL')
    for (const pid of postgresProcesses()) process.kill(pid, 'SIGKILL')

    const third = start()
    await ready(third)
    process.kill(postmaster(), 'SIGKILL')
    expect(await third.ended).toBe(1)
    expect(third.output()).toContain('Postgres ended unexpectedly')
  })

  it('stops when the npm that started it is killed, and a new start goes on', async () => {
    const killed = start({}, ['npm', 'start'])
    await ready(killed)
    killed.child.kill('SIGKILL')
    await ready(start())
  })
})

function start(
  env: Record<string, string> = {},
  command = [process.execPath, '--import', 'tsx', 'scripts/start.ts'],
): Run {
  const [program = '', ...args] = command
  const { DATABASE_URL, npm_lifecycle_event, ...inherited } = process.env
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...inherited, DATA_DIRECTORY: dataDirectory, PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
  }
  const run = {
    child,
    output: () => text,
    ended: once(child, 'close').then(([code]) => code as number | null),
  }
  runs.push(run)
  return run
}

/** Waits for the line with the address. */
async function ready(run: Run): Promise<void> {
  while (!run.output().includes('Activation Console:')) {
    if (run.child.exitCode !== null) throw new Error(`It ended instead of starting: ${run.output()}`)
    await sleep(50)
  }
}

function postmaster(): number {
  return Number(readFileSync(join(dataDirectory, 'pg/postmaster.pid'), 'utf8').split('\n')[0])
}

/** Postgres processes on this test's data directory. */
function postgresProcesses(): number[] {
  const directory = join(realpathSync(dataDirectory), 'pg')
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && workingDirectory(name) === directory)
    .map(Number)
}

function workingDirectory(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}
