/** A console that is flooded, loses its database or parts of itself: it answers, goes on by itself, and can be stopped. `npm run test:faults` runs it. */
import { randomBytes } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { requestLog } from '@/lib/operations/imports/import.testing'
import { startThrowAwayPostgres } from '@/lib/server/postgres/throw-away'
import { runFaultRounds } from './faults/fault-rounds'
import { ask, startWorkerBeside, type TriedConsole, tryConsole, upload } from './faults/tried-console'

let tried: TriedConsole | undefined
afterEach(async () => {
  await tried?.remove()
  tried = undefined
})

const SMALL = `Software licensing service version: 10.0.19041.1
Name: Windows(R), Enterprise edition
Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
Partial Product Key: 2YT43
License Status: Licensed
Volume activation expiration: 250000 minute(s) (173 day(s))
`

const statusOf = (path: string, { address, cookie }: TriedConsole) =>
  fetch(address + path, { headers: { cookie }, signal: AbortSignal.timeout(20_000) }).then(
    ({ status }) => status,
  )

it('takes many uploads at once, also from clients that go away, and stops when told', async () => {
  tried = await tryConsole()
  const console = tried
  const uploads = await Promise.all(
    Array.from({ length: 20 }, (_, index) => upload(console, `pc-${index}.corp.example.txt`, SMALL)),
  )
  expect(uploads.map(({ status }) => status)).toEqual(Array(20).fill(201))
  await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      upload(console, `pc-${index}.corp.example.txt`, SMALL, AbortSignal.timeout(20 + index * 10)).catch(
        () => {},
      ),
    ),
  )
  for (const path of ['/api/health', '/', '/imports', '/clients'])
    expect(await statusOf(path, console)).toBe(200)
  const reading = "SELECT 1 FROM import WHERE status = 'reading'"
  while ((await ask(console.databaseUrl(), reading)).length > 0) await sleep(200)
  const stoppedAt = performance.now()
  console.kill('SIGINT')
  expect((await console.ended()).code).toBe(0)
  expect(performance.now() - stoppedAt).toBeLessThan(12_000)
})

it('says that its database is gone, wastes no processor on it, and stops when told', async () => {
  tried = await tryConsole()
  const other = await tryConsole({ DATABASE_URL: tried.databaseUrl() })
  try {
    tried.kill('SIGKILL')
    for (const pid of tried.postgresProcesses()) process.kill(pid, 'SIGKILL')
    const headers = { cookie: other.cookie }
    const page = await fetch(`${other.address}/clients`, { headers })
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '10'])
    expect(await page.text()).toMatch(/cannot reach its database[\s\S]*Try again/)
    const route = await fetch(`${other.address}/api/imports`, { headers })
    expect([route.status, await route.json()]).toMatchObject([503, { error: { kind: 'unreachable' } }])
    expect(await statusOf('/api/health/live', other)).toBe(200)
    expect(await statusOf('/api/health/ready', other)).toBe(503)
    const before = other.processorSeconds()
    await sleep(4_000)
    expect(other.processorSeconds() - before).toBeLessThan(2)
    other.kill('SIGTERM')
    expect((await other.ended()).code).toBe(0)
  } finally {
    await other.remove()
  }
})

it('shares the work among two consoles and two workers on one database, each piece done once', async () => {
  const postgres = await startThrowAwayPostgres()
  const environment = {
    DATABASE_URL: postgres.url,
    DATA_DIRECTORY: await mkdtemp(join(tmpdir(), 'activation-console-worker-')),
    KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    AUTH_SECRET: randomBytes(32).toString('base64'),
    RUN_JOBS: 'no',
  }
  const { DATA_DIRECTORY: _, ...ofConsoles } = environment
  const consoles = [await tryConsole(ofConsoles), await tryConsole(ofConsoles)]
  // The people are made anew at each start, which ends what the first one signed in to; both know its session.
  const cookie = consoles[1]?.cookie ?? ''
  const workers = await Promise.all([startWorkerBeside(environment), startWorkerBeside(environment)])
  try {
    const sent = await Promise.all(
      [0, 1, 2, 3].map((file) =>
        upload(
          { ...(consoles[file % 2] as TriedConsole), cookie },
          `log-${file}.xml`,
          requestLog(5_000, file * 5_000),
        ),
      ),
    )
    expect(sent.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    const ready = "SELECT 1 FROM import WHERE status = 'ready' AND fresh = 5000"
    while ((await ask(postgres.url, ready)).length < 4) await sleep(200)
    const jobs = await ask<{ jobs: number; tries: number; waited: number }>(
      postgres.url,
      `SELECT count(*)::int AS jobs, sum(retry_count)::int AS tries,
              min(extract(epoch FROM started_on - created_on))::float AS waited FROM pgboss.job WHERE name = 'import'`,
    )
    expect(jobs).toMatchObject([{ jobs: 4, tries: 0 }])
    expect(jobs[0]?.waited).toBeLessThan(5)
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()))
    await Promise.all(consoles.map((console) => console.remove()))
    await postgres.stop()
  }
})

it('goes on by itself after each of three kills, with the record of an undisturbed import', async () => {
  await runFaultRounds(3, () => {})
}, 300_000)
