import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeEach, describe, expect, it } from 'vitest'
import { userActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { addTestMak, emptyLedgers, ledgerDifferences, TESTER } from './ledger.testing'
import { recordCorrection, recordIncrease, recordMicrosoftCount } from './record-in-ledger'
import { spendMak } from './spend-mak'

const database = withTestDatabase()
const run = promisify(execFile)

const spend = (keyId: string, idempotencyKey: string, machines: { name?: string }[] = [{}]) =>
  spendMak.run(TESTER, { keyId, idempotencyKey, machines, reason: 'test' })

async function accountOf(keyId: string) {
  const account = await database.prisma.makAccount.findUniqueOrThrow({ where: { keyId } })
  const entries = await database.prisma.makEntry.count({ where: { keyId, kind: 'activation' } })
  const audited = await database.prisma.auditEntry.count({ where: { subjectId: keyId, action: 'mak.spend' } })
  return { balance: account.balance, entries, audited }
}

beforeEach(() => emptyLedgers(database.pool))

describe('planned spending', () => {
  it('lets exactly as many of 64 parallel spenders succeed as activations remain', async () => {
    const keyId = await addTestMak(database.pool, { granted: 23 })
    const answers = await Promise.all(Array.from({ length: 64 }, (_, i) => spend(keyId, `spender-${i}`)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(23)
    expect(answers.filter((answer) => !answer.ok && answer.refusal.kind === 'overdraw')).toHaveLength(41)
    expect(await accountOf(keyId)).toEqual({ balance: 0, entries: 23, audited: 23 })
    expect(await ledgerDifferences(database.pool)).toEqual([])
  })

  it('does so through two processes at once', async () => {
    const keyId = await addTestMak(database.pool, { granted: 23 })
    const spender = (prefix: string) =>
      run(
        process.execPath,
        [
          '--import',
          'tsx',
          join(import.meta.dirname, '../../../scripts/ledger-spender.ts'),
          keyId,
          prefix,
          '32',
          '32',
        ],
        { env: { ...process.env, DATABASE_URL: database.url } },
      )
    const told = await Promise.all([spender('first'), spender('second')])
    const lines = told.flatMap(({ stdout }) => stdout.trim().split('\n'))
    expect(lines).toHaveLength(64)
    expect(lines.filter((line) => line.startsWith('spent'))).toHaveLength(23)
    expect(lines.filter((line) => line.startsWith('refused'))).toHaveLength(41)
    expect(await accountOf(keyId)).toEqual({ balance: 0, entries: 23, audited: 23 })
    expect(await ledgerDifferences(database.pool)).toEqual([])
  }, 60_000)

  it('changes nothing when the same spends come again, also all at once', async () => {
    const keyId = await addTestMak(database.pool, { granted: 10 })
    const again = Array.from({ length: 30 }, (_, i) =>
      spend(keyId, `spender-${i % 3}`, [{ name: `pc-${i % 3}` }]),
    )
    const answers = await Promise.all(again)
    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(await accountOf(keyId)).toEqual({ balance: 7, entries: 3, audited: 3 })
  })

  it('spends for all machines of a call or for none, and says the numbers', async () => {
    const keyId = await addTestMak(database.pool, { granted: 2 })
    const three = [{ name: 'pc-1' }, { name: 'pc-2' }, { name: 'pc-3' }]
    expect(await spend(keyId, 'three machines', three)).toEqual({
      ok: false,
      refusal: { kind: 'overdraw', balance: 2, asked: 3, missing: 1 },
    })
    expect(await accountOf(keyId)).toEqual({ balance: 2, entries: 0, audited: 0 })
    expect(await spend(keyId, 'two machines', three.slice(0, 2))).toMatchObject({
      ok: true,
      balance: 0,
      entered: 2,
    })
  })

  it('says that nothing was granted yet, instead of an overdraw', async () => {
    const keyId = await addTestMak(database.pool)
    expect(await spend(keyId, 'too early')).toMatchObject({ refusal: { kind: 'nothingGranted', seen: 0 } })
  })

  it('is refused for a retired key and an unknown one', async () => {
    const keyId = await addTestMak(database.pool, { granted: 2 })
    await database.pool.query(`UPDATE product_key SET retired_at = now() WHERE id = $1`, [keyId])
    expect(await spend(keyId, 'retired key')).toMatchObject({ refusal: { kind: 'retired' } })
    const unknown = '00000000-0000-4000-8000-000000000000'
    expect(await spend(unknown, 'unknown key')).toMatchObject({ refusal: { kind: 'noSuchMak' } })
  })

  it('is refused to a manager, who may only read', async () => {
    const keyId = await addTestMak(database.pool, { granted: 2 })
    const manager = userActor({ id: 'm', name: 'Mara', role: 'manager' })
    const input = { keyId, idempotencyKey: 'by a manager', machines: [{}], reason: 'test' }
    expect(await spendMak.run(manager, input)).toMatchObject({ refusal: { kind: 'notPermitted' } })
    expect((await accountOf(keyId)).balance).toBe(2)
  })
})

describe('facts', () => {
  it('go below zero and say by how much', async () => {
    const keyId = await addTestMak(database.pool, { granted: 2 })
    const input = { keyId, change: -5, reason: 'activated by hand in 2024', idempotencyKey: 'correction' }
    expect(await recordCorrection.run(TESTER, input)).toMatchObject({ ok: true, balance: -3, overdrawnBy: 3 })
  })

  it('entered twice are entered once', async () => {
    const keyId = await addTestMak(database.pool)
    const input = { keyId, count: 50, idempotencyKey: 'agreement 4711' }
    const answers = await Promise.all([recordIncrease.run(TESTER, input), recordIncrease.run(TESTER, input)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: { kind: 'enteredAlready' } })
    expect((await accountOf(keyId)).balance).toBe(50)
  })

  it('of Microsoft change no balance, and an older one no newer one', async () => {
    const keyId = await addTestMak(database.pool, { granted: 50 })
    const report = (remaining: number, at: string) =>
      recordMicrosoftCount.run(TESTER, { keyId, remaining, at, source: 'portal', idempotencyKey: `at ${at}` })
    await report(38, '2025-11-12T00:00:00Z')
    await report(45, '2025-10-01T00:00:00Z')
    const account = await database.prisma.makAccount.findUniqueOrThrow({ where: { keyId } })
    expect(account).toMatchObject({ balance: 50, reported: 38, reportedSource: 'portal' })
    expect(await report(3, '2099-01-01T00:00:00Z')).toMatchObject({ refusal: { kind: 'inTheFuture' } })
  })
})

describe('the database itself', () => {
  it.each([
    ['a changed balance', 'UPDATE mak_account SET balance = 99', 'what its entries add up to'],
    ['a changed entry', 'UPDATE mak_entry SET change = 7', 'never changed'],
    ['a removed entry', 'DELETE FROM mak_entry', 'never removed'],
    ['a removed account', 'DELETE FROM mak_account', 'goes only with its key'],
    ['a removed key with a ledger', 'DELETE FROM product_key', 'retired, never removed'],
    [
      'an entry that does not follow the one before',
      `INSERT INTO mak_entry (key_id, no, kind, change, at, recorded_at, source, actor_name, idempotency_key, balance_after)
       SELECT key_id, 3, 'increase', 5, now(), now(), 'person', 'test', 'gap', 7 FROM mak_account`,
      'do not follow its account',
    ],
    [
      'planned spending below zero',
      `INSERT INTO mak_entry (key_id, no, kind, change, at, recorded_at, source, actor_name, idempotency_key, balance_after, is_planned)
       SELECT key_id, 2, 'activation', -3, now(), now(), 'plan', 'test', 'overdraw', -1, true FROM mak_account`,
      'mak_entry_no_overdraw',
    ],
  ])('refuses %s', async (_what, statement, words) => {
    await addTestMak(database.pool, { granted: 2 })
    await expect(database.pool.query(statement)).rejects.toThrow(words)
    expect(await ledgerDifferences(database.pool)).toEqual([])
  })

  it('lets a sample key go with its ledger', async () => {
    const keyId = await addTestMak(database.pool, { granted: 2 })
    await database.pool.query('UPDATE product_key SET is_sample = true WHERE id = $1', [keyId])
    await database.pool.query('DELETE FROM product_key WHERE is_sample')
    expect((await database.pool.query('SELECT FROM mak_entry')).rowCount).toBe(0)
  })
})
