import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KmsRequestObservation } from '../observation'
import { countBounds } from './count-bounds'
import type { LogCoverage, LogGap } from './log-coverage'
import { loggedCounts } from './logged-count'
import { rebuildCount } from './rebuild-count'
import { DAY_MS } from './timers'

const WINDOWS_11 = '73111121-5638-40f6-bc11-f1d7b0d64300'
const SERVER_2016 = '8c1c5410-9f39-4805-8c9d-63a07706358f'
const START = Date.parse('2026-03-01T00:00:00Z')
const WINDOW = 30 * DAY_MS

interface Ask {
  cmid: number
  hours: number
  isClient: boolean
}

function request({ cmid, isClient }: Ask, at: number): KmsRequestObservation {
  return {
    kind: 'kmsRequest',
    at: new Date(at).toISOString(),
    client: { name: `pc-${cmid}`, cmid: `m${cmid}`, isVirtual: false },
    hresult: '0x00000000',
    minimumCount: isClient ? 25 : 5,
    status: 'licensed',
    remainingMinutes: 1000,
    activationId: isClient ? WINDOWS_11 : SERVER_2016,
  }
}

/** Mostly servers and few clients, so that the room often grows in the middle of the window. */
const ask = fc.record({
  cmid: fc.integer({ min: 0, max: 64 }),
  hours: fc.constantFrom(0.1, 1, 7, 20, 40),
  isClient: fc.oneof(
    { weight: 30, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
})

const stretch = fc.record({
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.double({ min: 0, max: 0.3, noNaN: true }),
})

function boundsAt(events: KmsRequestObservation[], gaps: LogGap[], at: number, isWholeHistory: boolean) {
  const from = at - WINDOW
  const within = (event: KmsRequestObservation) => Date.parse(event.at) > from && Date.parse(event.at) <= at
  const before = rebuildCount(events, from)
  const caps = new Map(before.map(({ countedAs, cap }) => [countedAs, cap]))
  const logged = loggedCounts(events.filter(within), caps, at).find((one) => one.countedAs === 'Windows')
  if (logged === undefined) return { lower: 0, upper: 50 }
  const near = gaps.filter((gap) => gap.to >= from && gap.from <= at)
  const coverage: LogCoverage = { grade: near.length > 0 ? 'gaps' : 'noSign', gaps: near, isWholeHistory }
  return countBounds(logged, coverage)
}

const history = fc.array(ask, { minLength: 5, maxLength: 160 }).map((asks) => {
  let at = START
  return asks.map((one) => {
    at += one.hours * 3_600_000
    return request(one, at)
  })
})

const truthAt = (events: KmsRequestObservation[], at: number) =>
  rebuildCount(events, at).find(({ countedAs }) => countedAs === 'Windows')?.count ?? 0

describe('the bounds of a count', () => {
  it('hold the true count whatever is missing, with and without the number of missing requests', () => {
    fc.assert(
      fc.property(
        history,
        fc.array(stretch, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        fc.double({ min: 0.2, max: 1.2, noNaN: true }),
        (events, cuts, isCounted, moment) => {
          const span = Date.parse(events.at(-1)?.at ?? '') - START
          const ranges = cuts.map(({ from, length }) => ({
            from: START + from * span,
            to: START + (from + length) * span,
          }))
          const isIn = (event: KmsRequestObservation, range: { from: number; to: number }) =>
            Date.parse(event.at) >= range.from && Date.parse(event.at) <= range.to
          const kept = events.filter((event) => !ranges.some((range) => isIn(event, range)))
          const gaps = ranges.map((range): LogGap => {
            const missing = events.filter((event) => isIn(event, range)).length
            return { cause: 'counters', ...range, ...(isCounted && { missing }) }
          })
          const at = START + moment * span
          const { lower, upper } = boundsAt(kept, gaps, at, false)
          expect(lower).toBeLessThanOrEqual(truthAt(events, at))
          expect(upper).toBeGreaterThanOrEqual(truthAt(events, at))
        },
      ),
      { numRuns: 1500 },
    )
  })

  it('are the count itself where the log is whole', () => {
    fc.assert(
      fc.property(history, fc.double({ min: 0.2, max: 1.2, noNaN: true }), (events, moment) => {
        const at = START + moment * (Date.parse(events.at(-1)?.at ?? '') - START)
        const truth = truthAt(events, at)
        const asked = events.some((event) => Date.parse(event.at) <= at && Date.parse(event.at) > at - WINDOW)
        if (asked) expect(boundsAt(events, [], at, true)).toEqual({ lower: truth, upper: truth })
      }),
    )
  })

  it('are 17 and 20 where 17 asked and three requests are missing, and open up to 50 where nobody knows how many', () => {
    const events = Array.from({ length: 17 }, (_, cmid) =>
      request({ cmid, hours: 0, isClient: true }, START + cmid),
    )
    const at = START + DAY_MS
    const gap: LogGap = { cause: 'counters', from: START + 3_600_000, to: START + 7_200_000, missing: 3 }
    expect(boundsAt(events, [gap], at, false)).toEqual({ lower: 17, upper: 20 })
    const { missing: _, ...unknown } = gap
    expect(boundsAt(events, [unknown], at, false)).toEqual({ lower: 17, upper: 50 })
  })

  it('meet at 50 where 50 machines asked, however much is missing', () => {
    const events = Array.from({ length: 60 }, (_, cmid) =>
      request({ cmid, hours: 0, isClient: true }, START + cmid),
    )
    const gap: LogGap = { cause: 'silence', from: START - DAY_MS, to: START + DAY_MS }
    expect(boundsAt(events, [gap], START + 2 * DAY_MS, false)).toEqual({ lower: 50, upper: 50 })
  })
})
