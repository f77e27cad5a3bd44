import fc from 'fast-check'
import { beforeEach, expect, it } from 'vitest'
import { rebuildCount } from '@/lib/activation/kms/rebuild-count'
import type { KmsRequestObservation } from '@/lib/activation/observation'
import { emptyRecord } from '@/lib/operations/record/record.testing'
import { recordObservations } from '@/lib/operations/record/record-observations'
import { withTestDatabase } from '../database.testing'
import { loadRebuiltCounts, loadReducedRequests, loadThresholdsBefore } from './rebuilt-counts'

const database = withTestDatabase()

const WINDOWS_11 = '73111121-5638-40f6-bc11-f1d7b0d64300'
const SERVER_2016 = '8c1c5410-9f39-4805-8c9d-63a07706358f'
const SERVER_2008 = 'ad2542d4-9154-4c6d-8a44-30f11ee96989'
const OFFICE_2019 = '85dd8b5f-eaa4-4af3-a628-cce9e77c9a03'
const UNKNOWN = 'ffffffff-0000-4000-8000-00000000000f'
const HOST = 'kms01.corp.example'
const START = Date.parse('2026-03-01T00:00:00Z')
const HOUR_MS = 3_600_000
const NOTHING = { products: [], isWindows: false }

interface Ask {
  machine: number
  hours: number
  product: string
  isVirtual: boolean
  hresult: string
}

const ask: fc.Arbitrary<Ask> = fc.record({
  machine: fc.integer({ min: 0, max: 70 }),
  hours: fc.constantFrom(0, 0.5, 3, 11, 30),
  product: fc.oneof(
    { weight: 30, arbitrary: fc.constant(SERVER_2016) },
    { weight: 2, arbitrary: fc.constantFrom(WINDOWS_11, SERVER_2008, OFFICE_2019, UNKNOWN) },
  ),
  isVirtual: fc.boolean(),
  hresult: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('0x00000000', '0xC004F038') },
    { weight: 1, arbitrary: fc.constantFrom('0xC004F042', '0xC004F06C') },
  ),
})

const log = fc.array(ask, { minLength: 40, maxLength: 260, size: 'max' }).map(logOf)

function logOf(asks: readonly Ask[]): KmsRequestObservation[] {
  let at = START
  // One second apart at least: what comes within one second has no order in a log.
  return asks.map(({ machine, hours, product, isVirtual, hresult }): KmsRequestObservation => {
    at += hours * HOUR_MS + 1000
    return {
      kind: 'kmsRequest',
      at: new Date(at).toISOString(),
      host: { name: HOST },
      client: {
        name: `pc-${machine}.corp.example`,
        cmid: `0a0a0a0a-0000-4000-8000-${String(machine % 60).padStart(12, '0')}`,
        isVirtual,
      },
      hresult,
      minimumCount: product === WINDOWS_11 ? 25 : 5,
      status: 'licensed',
      remainingMinutes: 1000,
      activationId: product,
    }
  })
}

/** 60 machines that ask in turn, half an hour apart: their newest requests fill the cache of clients. */
const BUSY_LOG = logOf(
  Array.from({ length: 180 }, (_, place) => {
    return { machine: place % 60, hours: 0.5, product: WINDOWS_11, isVirtual: false, hresult: '0x00000000' }
  }),
)

beforeEach(() => emptyRecord(database.pool))

const bare = (counts: ReturnType<typeof rebuildCount>) =>
  counts
    .map(({ countedAs, count, cap, slots }) => ({
      countedAs,
      count,
      cap,
      slots: slots.map(({ otherNames: _, ...slot }) => slot),
    }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.countedAs.localeCompare(b.countedAs))

async function hostIds(): Promise<number[]> {
  const { rows } = await database.pool.query<{ id: number }>('SELECT id FROM kms_host')
  return rows.map(({ id }) => id)
}

async function record(events: KmsRequestObservation[]): Promise<void> {
  await emptyRecord(database.pool)
  const numbered = events.map((observation, index) => ({ line: index + 1, observation }))
  await recordObservations({ observations: numbered }, new Date(START + 400 * 24 * HOUR_MS))
}

it('what is read from the database gives the caches that the rule gives for all events', async () => {
  await fc.assert(
    fc.asyncProperty(log, fc.double({ min: 0.3, max: 1.1, noNaN: true }), async (events, moment) => {
      await record(events)
      const end = Date.parse(events.at(-1)?.at ?? '')
      const at = Math.floor(START + moment * (end - START))
      const expected = bare(rebuildCount(events, at))
      expect(bare(await loadRebuiltCounts(await hostIds(), new Date(at)))).toEqual(expected)
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 6) },
  )
}, 60_000)

it('where 50 machines asked lately, the newest requests settle it, and other keys are still found', async () => {
  let settled = 0
  await fc.assert(
    fc.asyncProperty(log, fc.integer({ min: 90, max: 200 }), async (events, readFirst) => {
      // Five times as close together, so that many ask within the 30 days.
      const mostlyClients = events.map((event, place) => ({
        ...event,
        at: new Date(START + Math.floor((Date.parse(event.at) - START) / 5000) * 1000 + place).toISOString(),
        ...(place % 9 > 0 && { minimumCount: 25, activationId: WINDOWS_11 }),
      }))
      await record(mostlyClients)
      const at = Date.parse(mostlyClients.at(-1)?.at ?? '')
      const counts = await loadRebuiltCounts(await hostIds(), new Date(at), readFirst)
      if (counts.some(({ isDistinctComplete }) => !isDistinctComplete)) settled += 1
      expect(bare(counts)).toEqual(bare(rebuildCount(mostlyClients, at)))
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 6), examples: [[BUSY_LOG, 150]] },
  )
  expect(settled).toBeGreaterThan(0)
}, 60_000)

it('the newest request of each CMID, with those before the room grew, is enough', async () => {
  const { loggedCounts } = await import('@/lib/activation/kms/logged-count')
  await fc.assert(
    fc.asyncProperty(log, async (events) => {
      await record(events)
      const at = new Date(Date.parse(events.at(-1)?.at ?? '') + HOUR_MS)
      const ids = await hostIds()
      const reduced = await loadReducedRequests(ids, at, NOTHING)
      const before = await loadThresholdsBefore(ids, at, NOTHING)
      const caps = new Map(
        rebuildCount(events, at.getTime() - 30 * 24 * HOUR_MS).map(({ countedAs, cap }) => [countedAs, cap]),
      )
      expect(Math.max(0, ...before.map(({ minimumCount }) => 2 * minimumCount))).toBe(
        Math.max(0, ...caps.values()),
      )
      expect(bare(loggedCounts(reduced.requests, caps, at.getTime()))).toEqual(
        bare(rebuildCount(events, at.getTime())),
      )
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 6) },
  )
}, 60_000)
