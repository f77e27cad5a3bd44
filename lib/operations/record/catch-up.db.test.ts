import fc from 'fast-check'
import { beforeEach, expect, it } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import { loadLag } from '@/lib/data/behind'
import { catchUp } from '@/lib/data/catch-up'
import { loadClientPage } from '@/lib/data/clients/client-page'
import { loadClients } from '@/lib/data/clients/clients-list'
import { withTestDatabase } from '@/lib/data/database.testing'
import { apart } from '@/lib/data/held-connections'
import { searchEverything } from '@/lib/data/search'
import { inTransaction, lockRecord } from '@/lib/data/transaction'
import { NO_FILTER } from '@/lib/format/clients-filter'
import { anyObservation, LATEST, SEPARATE_NAMES } from './observations.testing'
import { emptyRecord, readRecord, rollUpDifferences } from './record.testing'
import { recordObservations } from './record-observations'

const database = withTestDatabase()
const DAY_MS = 86_400_000
const reader = { can: () => true }

beforeEach(() => emptyRecord(database.pool))

const record = (observations: Observation[], now: Date) =>
  recordObservations({ observations: observations.map((observation, line) => ({ line, observation })) }, now)

/** What people see of each machine at a moment. */
async function seen(now: Date) {
  const sort = { column: 'name', descending: false } as const
  const { rows } = await loadClients(reader, { filter: NO_FILTER, sort }, now)
  const { clients } = await searchEverything(reader, 'pc', now)
  const pages = await Promise.all(rows.map(({ name }) => loadClientPage(reader, name, now)))
  return { rows, clients, pages }
}

it('shows of every machine the state at the moment of reading, whether the record was brought up to it or not', async () => {
  const scenario = fc.record({
    observations: fc.array(anyObservation(SEPARATE_NAMES), { minLength: 1, maxLength: 12 }),
    daysLater: fc.integer({ min: 0, max: 240 }),
    batch: fc.integer({ min: 1, max: 4 }),
  })
  await fc.assert(
    fc.asyncProperty(scenario, async ({ observations, daysLater, batch }) => {
      await emptyRecord(database.pool)
      await record(observations, new Date(LATEST))
      const later = new Date(LATEST + daysLater * DAY_MS)
      const before = await seen(later)
      await catchUp(later, { batch })
      expect(await seen(later)).toEqual(before)
      expect(await loadLag(later)).toEqual({ machines: 0, isExact: true, oldest: null })
      expect(await rollUpDifferences(database.pool)).toEqual([])
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 5) },
  )
}, 120_000)

const renewal = (machine: number): Observation => ({
  kind: 'kmsRequest',
  at: new Date(Date.UTC(2025, 0, 1 + machine)).toISOString(),
  host: { name: 'kms01.corp.example' },
  client: {
    name: `pc-${machine}.corp.example`,
    cmid: `0000000${machine}-0000-4000-8000-000000000001`,
    isVirtual: false,
  },
  hresult: '0x00000000',
  minimumCount: 25,
  status: 'licensed',
  remainingMinutes: 250_000,
  activationId: '73111121-5638-40f6-bc11-f1d7b0d64300',
})
const MACHINES = [1, 2, 3, 4, 5, 6, 7]
const LATER = new Date('2025-07-05T12:00:00Z')

it('counts by the recorded state until that is up to date, and says how many machines are not', async () => {
  await record(MACHINES.map(renewal), new Date('2025-02-01'))
  const list = async () => {
    const sort = { column: 'name', descending: false } as const
    const { rows, byCondition, behind } = await loadClients(reader, { filter: NO_FILTER, sort }, LATER)
    return { shown: rows.map(({ condition }) => condition), byCondition, behind: behind.machines }
  }
  const shown = ['grace', 'grace', 'grace', 'grace', 'grace', 'licensed', 'licensed']
  expect(await list()).toEqual({ shown, byCondition: { licensed: 7 }, behind: 5 })
  expect(await loadLag(LATER)).toMatchObject({ machines: 5, oldest: '2025-07-01T00:00:00.000Z' })
  expect(await catchUp(LATER)).toBe(5)
  expect(await list()).toEqual({ shown, byCondition: { licensed: 2, grace: 5 }, behind: 0 })
})

it('moves what is due in batches, each in a transaction of its own, with the result of one', async () => {
  await record(MACHINES.map(renewal), new Date('2025-02-01'))
  await catchUp(LATER)
  const expected = await readRecord(database.pool)
  await emptyRecord(database.pool)
  await record(MACHINES.map(renewal), new Date('2025-02-01'))
  let begun = 0
  expect(await catchUp(LATER, { batch: 2, isStopped: () => begun++ === 1 })).toBe(2)
  expect(await loadLag(LATER)).toMatchObject({ machines: 3 })
  expect(await catchUp(LATER, { batch: 2 })).toBe(3)
  expect(await readRecord(database.pool)).toEqual(expected)
})

it('gives way to an import that holds the record', async () => {
  await record(MACHINES.map(renewal), new Date('2025-02-01'))
  await inTransaction(async (db) => {
    await lockRecord(db)
    expect(await apart(() => catchUp(LATER))).toBe(0)
  })
  expect(await catchUp(LATER)).toBe(5)
})
