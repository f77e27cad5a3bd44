/** A streaming replica of Postgres itself: reading goes on when the primary dies, and everything once it is promoted. */
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { userActor } from '@/lib/auth/actor-kinds'
import { registerHost } from '@/lib/operations/kms-hosts/register-host'
import { sayFault } from '@/lib/server/fault'
import {
  type Forwarder,
  startForwarder,
  startPrimary,
  startReplicaOf,
  type TriedPostgres,
} from '@/lib/server/postgres/replica.testing'
import { applyMigrations } from '@/prisma/migrate'
import { databaseMetrics } from './database-metrics'
import { closePools } from './pool'
import { closePrisma, readPrisma } from './prisma'
import { checkReadiness, isReady } from './readiness'
import { fromWhereItCan, replicaState } from './replica'
import { isReplicaOut } from './replica-outage'
import { readRows } from './rows'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
const admin = userActor({ id: 'admin', name: 'Ada', role: 'licensingAdmin' })
let primary: TriedPostgres
let replica: TriedPostgres
let address: Forwarder
let copy: Forwarder

beforeAll(async () => {
  primary = await startPrimary()
  await applyMigrations(primary.url)
  replica = await startReplicaOf(primary)
  await vi.waitFor(async () => {
    const [row] = await ask(
      primary,
      "SELECT count(*)::int AS found FROM pg_stat_replication WHERE state = 'streaming'",
    )
    expect(row).toEqual({ found: 1 })
  }, 20_000)
  address = await startForwarder(primary.port)
  const url = new URL(primary.url)
  url.port = String(address.port)
  vi.stubEnv('DATABASE_URL', url.href)
  copy = await startForwarder(replica.port)
  const readUrl = new URL(replica.url)
  readUrl.port = String(copy.port)
  vi.stubEnv('DATABASE_READ_URL', readUrl.href)
  vi.stubEnv('KEY_ENCRYPTION_KEY', randomBytes(32).toString('base64'))
})

afterAll(async () => {
  await Promise.all([closePools(), closePrisma()])
  await Promise.all([address.close(), copy.close()])
  await Promise.all([primary.stop(), replica.stop()])
  vi.unstubAllEnvs()
})

const register = (name: string) => registerHost.run(admin, { name })
const registered = async () =>
  (await readRows<{ name: string }>('SELECT name FROM kms_host_registration ORDER BY 1')).map(
    ({ name }) => name,
  )
const source = () => fromWhereItCan(async (from) => from)

it('shows whoever changed something what they have done', async () => {
  for (let number = 1; number <= 5; number += 1) {
    expect(await register(`kms0${number}.corp.example`)).toMatchObject({ ok: true })
    expect(await registered()).toContain(`kms0${number}.corp.example`)
  }
  expect(await source()).toBe('primary')
  expect(await replicaState()).toEqual({ isWritable: true, lagSeconds: 0 })
})

it('tells how old it is while it is behind', async () => {
  await ask(replica, 'SELECT pg_wal_replay_pause()')
  await register('kms06.corp.example')
  await sleep(500)
  expect((await replicaState())?.lagSeconds).toBeGreaterThan(0.4)
  expect(await registered()).not.toContain('kms06.corp.example')
  await ask(replica, 'SELECT pg_wal_replay_resume()')
  await vi.waitFor(
    async () => expect(await replicaState()).toEqual({ isWritable: true, lagSeconds: 0 }),
    10_000,
  )
})

it.each<[string, fails: () => void, recovers: () => void]>([
  ['refuses', () => copy.leadTo(primary.port + 1), () => copy.leadTo(replica.port)],
  ['is silent', () => copy.fallSilent(true), () => copy.fallSilent(false)],
])('leaves reading to the primary at once while it %s, and takes it back', async (_, fails, recovers) => {
  const read = async () => {
    const start = performance.now()
    expect(await registered()).toContain('kms06.corp.example')
    expect(await readPrisma().kmsHostRegistration.count()).toBe(6)
    return performance.now() - start
  }
  await read()
  fails()
  await vi.waitFor(async () => {
    expect(await read()).toBeLessThan(3_000)
    expect(isReplicaOut()).toBe(true)
  }, 8_000)
  const readiness = await checkReadiness()
  expect(readiness).toEqual({ database: 'ok', migrations: 'applied', replica: 'unreachable' })
  expect(isReady(readiness)).toBe(true)
  expect(await upMetric()).toBe(0)
  recovers()
  await vi.waitFor(async () => {
    await read()
    expect(isReplicaOut()).toBe(false)
  }, 10_000)
  expect(await upMetric()).toBe(1)
})

async function upMetric(): Promise<unknown> {
  const metrics = (await databaseMetrics(new Date())) as { name: string; values: { value: number }[] }[]
  return metrics.find(({ name }) => name === 'console_replica_up')?.values[0]?.value
}

it('is read when the primary dies, and a change says why it cannot be saved', async () => {
  await primary.kill()
  expect(await registered()).toContain('kms06.corp.example')
  await vi.waitFor(async () => expect(await source()).toBe('replica'), 10_000)
  expect(await replicaState()).toMatchObject({ isWritable: false })
  const readiness = await checkReadiness()
  expect(readiness).toEqual({ database: 'unreachable', migrations: 'applied', replica: 'ok' })
  expect(isReady(readiness)).toBe(true)
  const error = await register('kms07.corp.example').catch((cause: unknown) => cause)
  expect(sayFault(error, 'a test')).toEqual({
    status: 503,
    kind: 'unreachable',
    sentence:
      'The database that takes changes cannot be reached, so nothing can be saved now. What is shown comes from its copy. ' +
      'Try again in a moment.',
  })
})

it('takes changes once it is promoted and the address leads to it', async () => {
  await replica.promote()
  address.leadTo(replica.port)
  await vi.waitFor(async () => expect(await source()).toBe('primary'), 10_000)
  expect(await register('kms08.corp.example')).toMatchObject({ ok: true })
  expect(await registered()).toContain('kms08.corp.example')
  expect(await replicaState()).toEqual({ isWritable: true, lagSeconds: 0 })
})

async function ask({ superuserUrl }: TriedPostgres, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}
