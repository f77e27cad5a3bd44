/** What people are told when the database cannot serve them, and that it goes on by itself afterwards. */
import { expect, it } from 'vitest'
import { z } from 'zod'
import { systemActor } from '@/lib/auth/actor-kinds'
import { operation } from '@/lib/operations/operation'
import { outageOf } from '@/lib/server/outage'
import { withTestDatabase } from './database.testing'
import { apart, holding } from './held-connections'
import { closePools, poolFor } from './pool'
import { closePrisma, prisma } from './prisma'
import { readRows } from './rows'
import { inTransaction } from './transaction'

withTestDatabase({ PEOPLE_CONNECTIONS: '1', WAIT_SECONDS: '1', READ_SECONDS: '1' })

/** An operation that writes one row and its audit entry, and one statement that is given between them. */
const enter = operation(
  'import.create',
  z.object({ statement: z.string() }),
  async ({ tx, audit }, { statement }) => {
    await tx.import.create({ data: { createdBy: 'Test', origin: 'upload', fileName: 'log.xml' } })
    await tx.$executeRawUnsafe(statement)
    await audit({ action: 'import.create', subjectType: 'import' })
    return { ok: true as const }
  },
  { refusals: () => '' },
)
const run = (statement = 'SELECT 1') => enter.run(systemActor('test'), { statement })

const outageOfFailed = (work: Promise<unknown>) => work.then(() => 'none', outageOf)
const rows = async () => [await prisma().import.count(), await prisma().auditEntry.count()]

it('says that it is busy when every connection is taken, and serves when one is free again', async () => {
  const before = await rows()
  let free = () => {}
  const taken = new Promise<void>((resolve) => {
    free = resolve
  })
  const holders = [
    apart(() => inTransaction(() => taken)),
    poolFor('read').query('SELECT pg_sleep(0.8)'),
    prisma().$transaction(() => holding('rows', () => taken), { timeout: 20_000 }),
  ]
  expect(await outageOfFailed(inTransaction(async () => {}))).toBe('busy')
  expect(await outageOfFailed(run())).toBe('busy')
  free()
  await Promise.all(holders)
  expect(await run()).toEqual({ ok: true })
  expect(await rows()).toEqual(before.map((count) => count + 1))
})

it('stops a read that takes too long, and reads on', async () => {
  expect(await outageOfFailed(readRows('SELECT pg_sleep(5)'))).toBe('slow')
  expect(await readRows('SELECT 1 AS one')).toEqual([{ one: 1 }])
})

it('writes nothing by halves when the connection dies in the middle, and the next one succeeds', async () => {
  const before = await rows()
  expect(await outageOfFailed(run('SELECT pg_terminate_backend(pg_backend_pid())'))).toBe('unreachable')
  expect(await rows()).toEqual(before)
  expect(await run()).toEqual({ ok: true })
})

it('reads on while the database is read-only, says so, and writes when it can be written to', async () => {
  const name = new URL(process.env.DATABASE_URL ?? '').pathname.slice(1)
  const setReadOnly = async (value: 'on' | 'off') => {
    await inTransaction(async (db) => {
      await db.query('SET TRANSACTION READ WRITE')
      await db.query(`ALTER DATABASE ${name} SET default_transaction_read_only = ${value}`)
    })
    await Promise.all([closePools(), closePrisma()])
  }
  const before = await rows()
  await setReadOnly('on')
  expect(await outageOfFailed(run())).toBe('readOnly')
  expect(await rows()).toEqual(before)
  await setReadOnly('off')
  expect(await run()).toEqual({ ok: true })
})

it('knows a server that is not there, and takes a bug for no outage', async () => {
  const { default: pg } = await import('pg')
  const nowhere = new pg.Pool({ connectionString: 'postgresql://console@127.0.0.1:1/console' })
  expect(await outageOfFailed(nowhere.query('SELECT 1'))).toBe('unreachable')
  await nowhere.end()
  expect(await outageOfFailed(readRows('SELECT nonsense'))).toBeUndefined()
  expect(await outageOfFailed(run('SELECT nonsense'))).toBeUndefined()
})
