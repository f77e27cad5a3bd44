import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { LicenseStatus, Observation } from '@/lib/activation/observation'
import { withTestDatabase } from '@/lib/data/database.testing'
import { enterPastUses } from '@/lib/data/mak/enter-past-uses'
import { onConnection } from '@/lib/data/rows'
import { inTransaction } from '@/lib/data/transaction'
import { emptyRecord } from '../record/record.testing'
import { recordObservations } from '../record/record-observations'
import { loadSampleFleet, removeSampleFleet } from '../sample/sample-fleet'
import { MAK_CLIENT } from '../sample/sample-products'
import { addTestMak, emptyLedgers, ledgerDifferences, standingLedgers, TESTER } from './ledger.testing'
import { spendMak } from './spend-mak'

const database = withTestDatabase()
const NOW = new Date('2026-01-01T00:00:00Z')
const ENTERPRISE = 'e1a8296a-db37-44d1-8cce-7bc961d59c54'
const CMIDS = ['0a0a0a0a-0000-4000-8000-000000000001', '0a0a0a0a-0000-4000-8000-000000000002']

interface Told {
  at: string
  name?: string
  status?: LicenseStatus
  cmid?: string
  installationId?: string
  channel?: 'MAK' | 'OEM' | 'KMS client'
  partialKey?: string
  activationId?: string
}

const reading = ({
  at,
  name = 'pc-1',
  status = 'licensed',
  cmid,
  installationId,
  ...product
}: Told): Observation => ({
  kind: 'license',
  observedAt: at,
  client: { name, cmid },
  product: {
    name: 'Windows(R), Enterprise edition',
    channel: product.channel ?? 'MAK',
    partialKey: product.partialKey ?? 'QRTVW',
    activationId: product.activationId,
  },
  status,
  installationId,
})

const record = (observations: Observation[], batchSize?: number) =>
  recordObservations(
    { observations: observations.map((observation, index) => ({ line: index + 1, observation })), batchSize },
    NOW,
  )

const kinds = async () => {
  const { entries } = await standingLedgers(database.pool)
  return (entries as { kind: string; cause: string | null; change: number; machine: string | null }[]).map(
    ({ kind, cause, change, machine }) => [cause ?? kind, change, machine],
  )
}

beforeEach(async () => {
  await emptyRecord(database.pool)
  await emptyLedgers(database.pool)
})

describe('the ledger of a MAK follows observations', () => {
  it('counts a machine that becomes licensed through the key once, however often it is read', async () => {
    await addTestMak(database.pool, { granted: 5 })
    await record([
      reading({ at: '2025-02-01T00:00:00Z', status: 'initialGrace' }),
      reading({ at: '2025-02-02T00:00:00Z' }),
      reading({ at: '2025-02-09T00:00:00Z' }),
    ])
    await record([reading({ at: '2025-02-16T00:00:00Z' }), reading({ at: '2025-02-02T00:00:00Z' })])
    expect(await kinds()).toEqual([
      ['increase', 5, null],
      ['activation', -1, 'pc-1'],
    ])
  })

  it('counts a rebuilt machine and one with new hardware again', async () => {
    await addTestMak(database.pool, { granted: 5 })
    await record([
      reading({ at: '2025-02-01T00:00:00Z', cmid: CMIDS[0], installationId: '111' }),
      reading({ at: '2025-03-01T00:00:00Z', cmid: CMIDS[1], installationId: '222' }),
      reading({ at: '2025-04-01T00:00:00Z', cmid: CMIDS[1], installationId: '333' }),
    ])
    expect((await kinds()).slice(1)).toEqual([
      ['activation', -1, 'pc-1'],
      ['rebuild', -1, 'pc-1'],
      ['hardware', -1, 'pc-1'],
    ])
  })

  it.each<[string, Partial<Told>]>([
    ['a preinstalled OEM key with the same last five', { channel: 'OEM' }],
    ['a KMS client', { channel: 'KMS client' }],
    ['another last five', { partialKey: 'BBBBB' }],
    ['another product', { activationId: '99999999-0000-4000-8000-000000000009' }],
    ['a machine in grace', { status: 'initialGrace' }],
  ])('does not count %s', async (_what, change) => {
    await addTestMak(database.pool, { activationIds: [ENTERPRISE] })
    await record([reading({ at: '2025-02-01T00:00:00Z', activationId: ENTERPRISE, ...change })])
    expect(await kinds()).toEqual([])
  })

  it('goes below zero by what really happened', async () => {
    const keyId = await addTestMak(database.pool, { granted: 1 })
    await record(['pc-1', 'pc-2', 'pc-3'].map((name) => reading({ at: '2025-02-01T00:00:00Z', name })))
    const { rows } = await database.pool.query('SELECT balance FROM mak_account WHERE key_id = $1', [keyId])
    expect(rows).toEqual([{ balance: -2 }])
  })

  it('does not count again what was planned, when it is seen to have happened', async () => {
    const keyId = await addTestMak(database.pool, { granted: 5 })
    const planned = await spendMak.run(
      TESTER,
      { keyId, idempotencyKey: 'plan-1234', machines: [{ name: 'PC-1' }], reason: 'new laptop' },
      { now: new Date('2025-02-01T00:00:00Z') },
    )
    expect(planned).toMatchObject({ ok: true, balance: 4 })
    await record([
      reading({ at: '2025-02-03T00:00:00Z', cmid: CMIDS[0] }),
      reading({ at: '2025-05-03T00:00:00Z', cmid: CMIDS[1] }),
    ])
    expect((await kinds()).slice(1)).toEqual([
      ['activation', -1, 'pc-1'],
      ['activation', 0, 'pc-1'],
      ['rebuild', -1, 'pc-1'],
    ])
  })

  it('finds a plan without a name by the installation ID', async () => {
    const keyId = await addTestMak(database.pool, { granted: 5 })
    await spendMak.run(
      TESTER,
      {
        keyId,
        idempotencyKey: 'plan-1234',
        machines: [{ installationId: '123 456' }],
        reason: 'isolated network',
      },
      { now: new Date('2025-02-01T00:00:00Z') },
    )
    await record([reading({ at: '2025-02-03T00:00:00Z', installationId: '123456' })])
    expect((await kinds()).at(-1)).toEqual(['activation', 0, 'pc-1'])
  })

  it('takes back what an earlier reading shows to have been counted already, and keeps both in the ledger', async () => {
    const keyId = await addTestMak(database.pool, { granted: 5 })
    await record([reading({ at: '2025-03-01T00:00:00Z', cmid: CMIDS[0] })])
    await record([reading({ at: '2025-02-01T00:00:00Z', cmid: CMIDS[0] })])
    const { rows } = await database.pool.query(
      'SELECT kind, change, at, takes_back, balance_after FROM mak_entry WHERE key_id = $1 AND no > 1 ORDER BY no',
      [keyId],
    )
    expect(rows).toMatchObject([
      { kind: 'activation', change: -1, balance_after: 4 },
      { kind: 'correction', change: 1, takes_back: 2, balance_after: 5 },
      { kind: 'activation', change: -1, at: new Date('2025-02-01T00:00:00Z'), balance_after: 4 },
    ])
  })

  it('enters what VAMT reported as Microsoft’s count, beside the balance', async () => {
    const keyId = await addTestMak(database.pool, { granted: 50 })
    await record([
      { kind: 'keyCount', observedAt: '2025-03-01T00:00:00Z', partialKey: 'QRTVW', remaining: 38 },
      { kind: 'keyCount', observedAt: '2025-02-01T00:00:00Z', partialKey: 'QRTVW', remaining: 41 },
      { kind: 'keyCount', observedAt: '2025-02-01T00:00:00Z', partialKey: 'BBBBB', remaining: 3 },
    ])
    const { rows } = await database.pool.query(
      'SELECT balance, reported, reported_at FROM mak_account WHERE key_id = $1',
      [keyId],
    )
    expect(rows).toEqual([{ balance: 50, reported: 38, reported_at: new Date('2025-03-01T00:00:00Z') }])
  })
})

it('takes back what machines of the sample fleet used of a key of one’s own, when the sample goes', async () => {
  const keyId = await addTestMak(database.pool, { granted: 5, lastFive: MAK_CLIENT.partialKey })
  await loadSampleFleet(new Date())
  const balance = async () =>
    (await database.prisma.makAccount.findUniqueOrThrow({ where: { keyId } })).balance
  expect(await balance()).toBeLessThan(-20)
  expect(await removeSampleFleet.run(TESTER, {})).toMatchObject({ ok: true })
  expect(await balance()).toBe(5)
  expect(await ledgerDifferences(database.pool)).toEqual([])
}, 60_000)

const told = fc.record({
  at: fc.integer({ min: 0, max: 30 }).map((day) => new Date(Date.UTC(2025, 0, 1 + day)).toISOString()),
  name: fc.constantFrom('pc-1', 'pc-1.corp.example', 'pc-2'),
  status: fc.constantFrom<LicenseStatus>('licensed', 'licensed', 'licensed', 'initialGrace', 'notification'),
  cmid: fc.constantFrom(...CMIDS, undefined),
  installationId: fc.constantFrom('111', '222', undefined),
  channel: fc.constantFrom('MAK' as const, 'MAK' as const, 'OEM' as const),
  partialKey: fc.constantFrom('QRTVW', 'BCDFG'),
  activationId: fc.constantFrom(ENTERPRISE, undefined),
})
const count = fc
  .record({ at: fc.constantFrom('2025-01-05T00:00:00Z', '2025-01-09T00:00:00Z'), remaining: fc.nat(50) })
  .map(
    ({ at, remaining }): Observation => ({
      kind: 'keyCount',
      observedAt: at,
      partialKey: 'QRTVW',
      remaining,
    }),
  )

const addKeys = async () => {
  const first = await addTestMak(database.pool, { granted: 9, activationIds: [ENTERPRISE] })
  const second = await addTestMak(database.pool, { granted: 2, lastFive: 'BCDFG' })
  return [first, second]
}

const plan = (keyId: string | undefined) =>
  spendMak.run(
    TESTER,
    { keyId: keyId ?? '', idempotencyKey: 'plan-1234', machines: [{ name: 'pc-2' }], reason: 'planned' },
    { now: new Date('2025-01-10T12:00:00Z') },
  )

const PROPERTY_MS = Number(process.env.PROPERTY_MS ?? 80_000)

it(
  'gives the same ledger whatever the order, the batches, the replays, and whether the keys were there first',
  async () => {
    const scenario = fc.record({
      observations: fc.array(
        fc.oneof({ weight: 6, arbitrary: told.map(reading) }, { weight: 1, arbitrary: count }),
        {
          minLength: 1,
          maxLength: 14,
        },
      ),
      order: fc.array(fc.nat(), { minLength: 14, maxLength: 14 }),
      batchSize: fc.integer({ min: 1, max: 5 }),
      replayed: fc.nat({ max: 6 }),
      keysAfter: fc.nat({ max: 14 }),
      isPlanned: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(
        scenario,
        async ({ observations, order, batchSize, replayed, keysAfter, isPlanned }) => {
          await emptyRecord(database.pool)
          await emptyLedgers(database.pool)
          // What stands in a file twice bears one line number: which of the two is kept depends on the order.
          const texts = observations.map((observation) => JSON.stringify(observation))
          const all = observations.map((observation, index) => {
            return { line: texts.indexOf(texts[index] ?? '') + 1, observation }
          })
          const [first] = await addKeys()
          if (isPlanned) await plan(first)
          await recordObservations({ observations: all }, NOW)
          const expected = await standingLedgers(database.pool)
          expect(await ledgerDifferences(database.pool)).toEqual([])

          await emptyRecord(database.pool)
          await emptyLedgers(database.pool)
          const shuffled = all.toSorted((a, b) => (order[a.line - 1] ?? 0) - (order[b.line - 1] ?? 0))
          const queue = [...shuffled, ...shuffled.slice(0, replayed)]
          await recordObservations({ observations: queue.slice(0, keysAfter), batchSize }, NOW)
          const keys = await addKeys()
          await inTransaction((db) => enterPastUses(onConnection(db), keys, NOW))
          if (isPlanned) await plan(keys[0])
          await inTransaction((db) => enterPastUses(onConnection(db), keys, NOW))
          await recordObservations({ observations: queue.slice(keysAfter), batchSize }, NOW)
          expect(await standingLedgers(database.pool)).toEqual(expected)
          expect(await ledgerDifferences(database.pool)).toEqual([])
        },
      ),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 5), interruptAfterTimeLimit: PROPERTY_MS },
    )
  },
  PROPERTY_MS + 40_000,
)
