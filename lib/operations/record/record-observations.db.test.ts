import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import { catchUp } from '@/lib/data/catch-up'
import { withTestDatabase } from '@/lib/data/database.testing'
import { anyObservation, LATEST, SEPARATE_NAMES } from './observations.testing'
import { emptyRecord, readRecord, rollUpDifferences } from './record.testing'
import { type ObservationAt, recordObservations } from './record-observations'

const database = withTestDatabase()
const DAY_MS = 86_400_000

const numbered = (observations: Observation[]): ObservationAt[] =>
  observations.map((observation, index) => ({ line: index + 1, observation }))

async function recordAll(observations: ObservationAt[], now: Date) {
  await emptyRecord(database.pool)
  await recordObservations({ observations }, now)
  await catchUp(now)
  return readRecord(database.pool)
}

it('gives the same record whatever the order, the batches, the replays and the passing of time between', async () => {
  const scenario = fc.record({
    observations: fc.array(anyObservation(SEPARATE_NAMES), { minLength: 1, maxLength: 22 }),
    order: fc.array(fc.nat(), { minLength: 22, maxLength: 22 }),
    batchSize: fc.integer({ min: 1, max: 9 }),
    partSize: fc.integer({ min: 1, max: 4 }),
    daysBetween: fc.integer({ min: 0, max: 90 }),
    replayed: fc.nat({ max: 10 }),
  })
  await fc.assert(
    fc.asyncProperty(
      scenario,
      async ({ observations, order, batchSize, partSize, daysBetween, replayed }) => {
        const all = numbered(observations)
        const end = new Date(LATEST + 300 * DAY_MS)
        const expected = await recordAll(all, end)
        await emptyRecord(database.pool)
        const shuffled = all.toSorted((a, b) => (order[a.line - 1] ?? 0) - (order[b.line - 1] ?? 0))
        const queue = [...shuffled, ...shuffled.slice(0, replayed)]
        for (let start = 0, day = 0; start < queue.length; start += batchSize, day += daysBetween) {
          const now = new Date(Math.min(LATEST + day * DAY_MS, end.getTime()))
          const observations = queue.slice(start, start + batchSize)
          await recordObservations({ observations, batchSize: 3, partSize }, now)
          if (day % 2 === 0) await catchUp(now, { batch: 2 })
        }
        await catchUp(end)
        expect(await readRecord(database.pool)).toEqual(expected)
        expect(await rollUpDifferences(database.pool)).toEqual([])
      },
    ),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 5) },
  )
}, 120_000)

const request = (at: string, hresult = '0x00000000'): Observation => ({
  kind: 'kmsRequest',
  at,
  host: { name: 'KMS01.corp.example' },
  client: { name: 'PC-1.corp.example', cmid: '0a0a0a0a-0000-4000-8000-000000000001', isVirtual: false },
  hresult,
  minimumCount: 25,
  status: 'licensed',
  remainingMinutes: 250_000,
  activationId: '73111121-5638-40f6-bc11-f1d7b0d64300',
})

it('gives the same record for calls at once, and tells each what it brought', async () => {
  const now = new Date('2025-03-01')
  const days = ['01', '02', '03', '03', '04', '05']
  const calls = days.map((day) => numbered([request(`2025-02-${day}T10:00:00Z`)]))
  const expected = await recordAll(calls.flat(), now)
  await emptyRecord(database.pool)
  const counts = await Promise.all(calls.map((observations) => recordObservations({ observations }, now)))
  expect(await readRecord(database.pool)).toEqual(expected)
  expect(counts.map(({ fresh }) => fresh)).toEqual([1, 1, 1, 0, 1, 1])
  expect(counts.map(({ unchanged }) => unchanged)).toEqual([0, 0, 0, 1, 0, 0])
  expect(counts.map(({ newClients }) => newClients)).toEqual([1, 0, 0, 0, 0, 0])
})

it('keeps nothing beside the record of a batch that is merged in parts', async () => {
  await emptyRecord(database.pool)
  const requests = Array.from({ length: 40 }, (_, index) => {
    const asked = request(new Date(Date.UTC(2025, 1, 1, index)).toISOString())
    return { ...asked, client: { name: `pc-${index % 10}`, isVirtual: false } } as Observation
  })
  const counts = await recordObservations(
    { observations: numbered(requests), partSize: 5 },
    new Date('2025-03-01'),
  )
  expect(counts).toMatchObject({ observations: 40, fresh: 40, newClients: 10 })
  const { rows } = await database.pool.query(
    `SELECT relname FROM pg_class WHERE relname LIKE 'staged%' AND relpersistence = 'u'`,
  )
  expect(rows).toEqual([])
  expect(await rollUpDifferences(database.pool)).toEqual([])
})

it('moves a client through grace into silence when nothing more is heard, and back with the next renewal', async () => {
  await emptyRecord(database.pool)
  await recordObservations(
    { observations: numbered([request('2025-01-01T10:00:00Z')]) },
    new Date('2025-01-02'),
  )
  const conditionAt = async (day: string) => {
    await catchUp(new Date(day))
    return (await database.pool.query('SELECT name, condition, status FROM client')).rows[0]
  }
  expect(await conditionAt('2025-06-30T09:59:59Z')).toMatchObject({
    condition: 'licensed',
    name: 'pc-1.corp.example',
  })
  expect(await conditionAt('2025-06-30T10:00:00Z')).toMatchObject({
    condition: 'grace',
    status: 'outOfToleranceGrace',
  })
  expect(await conditionAt('2025-07-30T10:00:00Z')).toMatchObject({
    condition: 'silent',
    status: 'notification',
  })
  await recordObservations(
    { observations: numbered([request('2025-08-01T10:00:00Z')]) },
    new Date('2025-08-02'),
  )
  expect(await conditionAt('2025-08-02T00:00:00Z')).toMatchObject({ condition: 'licensed' })
  const { rows } = await database.pool.query('SELECT to_condition, cause FROM license_change ORDER BY at')
  expect(rows).toEqual([
    { to_condition: 'licensed', cause: 'news' },
    { to_condition: 'grace', cause: 'time' },
    { to_condition: 'silent', cause: 'time' },
    { to_condition: 'licensed', cause: 'news' },
  ])
})

it('lets an older observation into the history and not over a newer state', async () => {
  await emptyRecord(database.pool)
  const now = new Date('2025-03-01')
  await recordObservations({ observations: numbered([request('2025-02-01T10:00:00Z')]) }, now)
  const older = await recordObservations(
    { observations: numbered([request('2025-01-01T10:00:00Z', '0xC004F038')]) },
    now,
  )
  expect(older).toMatchObject({ fresh: 1, unchanged: 0 })
  const { rows } = await database.pool.query(
    'SELECT l.reason, l.observed_at, (SELECT count(*)::int FROM activation_event) AS events FROM license l',
  )
  expect(rows).toEqual([{ reason: null, observed_at: new Date('2025-02-01T10:00:00Z'), events: 2 }])
})

it('changes nothing when the same observations come again', async () => {
  await emptyRecord(database.pool)
  const now = new Date('2025-03-01')
  const observations = numbered([request('2025-02-01T10:00:00Z'), request('2025-02-08T10:00:00Z')])
  await recordObservations({ observations }, now)
  const before = await readRecord(database.pool)
  expect(await recordObservations({ observations }, now)).toMatchObject({
    fresh: 0,
    unchanged: 2,
    newClients: 0,
  })
  expect(await readRecord(database.pool)).toEqual(before)
})

it('rejects what has no machine or no possible time, and records the rest', async () => {
  await emptyRecord(database.pool)
  const rejected: string[] = []
  const reading = (observedAt: string, name?: string): Observation => ({
    kind: 'license',
    observedAt,
    client: { name },
    product: { name: 'Windows(R), Enterprise edition', partialKey: 'AAAAA' },
    status: 'licensed',
  })
  const counts = await recordObservations(
    {
      observations: numbered([
        reading('2025-02-01T00:00:00Z'),
        reading('1999-02-01T00:00:00Z', 'pc-1'),
        reading('2031-02-01T00:00:00Z', 'pc-1'),
        reading('2025-02-01T00:00:00Z', 'a name\u0000 with more'),
        reading('2025-02-01T00:00:00Z', 'pc-1'),
      ]),
      onRejected: ({ reason }) => rejected.push(reason),
    },
    new Date('2025-03-01'),
  )
  expect(counts).toMatchObject({ observations: 5, rejected: 4, fresh: 1, newClients: 1 })
  expect(rejected).toHaveLength(4)
})

it('stops before the next batch when told to, and keeps what was recorded', async () => {
  await emptyRecord(database.pool)
  const observations = numbered(['01', '02', '03', '04'].map((day) => request(`2025-02-${day}T10:00:00Z`)))
  const counts = await recordObservations(
    { observations, batchSize: 2, onRecorded: () => false },
    new Date('2025-03-01'),
  )
  expect(counts).toMatchObject({ isStopped: true, observations: 2, fresh: 2 })
})

it('stops within a large batch when told to, and counts exactly what was recorded', async () => {
  await emptyRecord(database.pool)
  const machines = Array.from({ length: 40 }, (_, index) => `ws-${index}.corp.example`)
  const observations = numbered([
    ...machines.map(
      (name) => ({ ...request('2025-02-01T10:00:00Z'), client: { name, isVirtual: false } }) as Observation,
    ),
    request('2035-02-01T10:00:00Z'),
  ])
  const told: number[] = []
  const counts = await recordObservations(
    { observations, partSize: 10, onRecorded: ({ observations: sofar }) => told.push(sofar) < 1 },
    new Date('2025-03-01'),
  )
  const { rows } = await database.pool.query('SELECT count(*)::int AS clients FROM client')
  expect(told).toEqual([counts.observations])
  expect(counts).toMatchObject({ isStopped: true, rejected: 1, newClients: counts.fresh })
  expect(counts.fresh).toBeGreaterThanOrEqual(10)
  expect(counts.fresh).toBeLessThan(40)
  expect(rows).toEqual([{ clients: counts.fresh }])
})

it('gives up cleanly when its source fails, without the batch in hand', async () => {
  await emptyRecord(database.pool)
  async function* failing(): AsyncGenerator<ObservationAt> {
    yield { line: 1, observation: request('2025-02-01T10:00:00Z') }
    throw new Error('the file went away')
  }
  await expect(recordObservations({ observations: failing() }, new Date('2025-03-01'))).rejects.toThrow(
    'went away',
  )
  expect((await readRecord(database.pool)).event).toEqual([])
})
