import { describe, expect, it } from 'vitest'
import { type CounterReading, type LogFacts, logCoverage } from './log-coverage'
import { suspiciousSilences } from './log-silence'
import { DAY_MS } from './timers'

const HOUR_MS = 3_600_000
const END = Date.parse('2026-11-22T00:00:00Z')
const FROM = END - 30 * DAY_MS
const HOURS = 58 * 24

/** Somebody asks in every hour of the office week, or in all hours. */
const hours = (isAsked: (hour: number) => boolean) => ({
  from: END - HOURS * HOUR_MS,
  asked: Array.from({ length: HOURS }, (_, hour) => isAsked(hour)),
})
const always = hours(() => true)

const reading = (daysAgo: number, total: number, logged: number, near = 0): CounterReading => ({
  at: END - daysAgo * DAY_MS,
  total,
  logged,
  loggedNear: near,
  loggedWithin: 0,
})

const log = (facts: Partial<LogFacts>): LogFacts => ({
  firstAt: END - 100 * DAY_MS,
  lastAt: END,
  hours: always,
  readings: [],
  missedExchanges: [],
  ...facts,
})

const coverage = (facts: Partial<LogFacts>) => logCoverage(log(facts), FROM, END)

describe('how much of a log is there', () => {
  it('shows no sign of a gap, and proves nothing, without readings', () => {
    expect(coverage({})).toEqual({ grade: 'noSign', gaps: [], isWholeHistory: false })
  })

  it('is proven by counters that agree with it over the whole window', () => {
    const readings = [reading(31, 500, 0), reading(10, 560, 60), reading(0, 600, 40)]
    expect(coverage({ readings })).toMatchObject({ grade: 'proven', gaps: [] })
  })

  it('is the whole history when even the first counter agrees', () => {
    const readings = [reading(31, 500, 500), reading(0, 560, 60)]
    expect(coverage({ readings })).toMatchObject({ grade: 'proven', isWholeHistory: true })
  })

  it('has a gap of as many requests as the host counted more', () => {
    const readings = [reading(31, 500, 0), reading(10, 560, 53), reading(0, 600, 40)]
    expect(coverage({ readings })).toMatchObject({
      grade: 'gaps',
      gaps: [{ cause: 'counters', missing: 7, from: END - 31 * DAY_MS, to: END - 10 * DAY_MS }],
    })
  })

  it('is proven by record numbers that run without a hole over the whole window', () => {
    const run = { from: FROM - DAY_MS, to: END, first: 88_010, last: 91_442 }
    const nobodyAtNight = { hours: hours((hour) => hour % 24 > 6), missedExchanges: [END - 3 * DAY_MS] }
    expect(coverage({ numbered: [run], ...nobodyAtNight })).toEqual({
      grade: 'proven',
      gaps: [],
      isWholeHistory: false,
      numbered: run,
    })
  })

  it('has a gap of as many records as numbers are missing', () => {
    const numbered = [
      { from: FROM - DAY_MS, to: END - 9 * DAY_MS, first: 10, last: 500 },
      { from: END - 8 * DAY_MS, to: END, first: 508, last: 900 },
    ]
    expect(coverage({ numbered })).toMatchObject({
      grade: 'gaps',
      gaps: [{ cause: 'numbers', missing: 7, from: END - 9 * DAY_MS, to: END - 8 * DAY_MS }],
      numbered: { first: 508, last: 900 },
    })
  })

  it('takes smaller numbers after larger ones for a log that was cleared, and counters for the better proof', () => {
    const cleared = [
      { from: FROM - DAY_MS, to: END - 9 * DAY_MS, first: 10, last: 500 },
      { from: END - 8 * DAY_MS, to: END, first: 1, last: 90 },
    ]
    expect(coverage({ numbered: cleared })).toMatchObject({ grade: 'noSign', gaps: [] })
    const readings = [reading(31, 500, 0), reading(10, 560, 60), reading(0, 600, 40)]
    const other = [cleared[0], { ...cleared[1], first: 503 }] as typeof cleared
    expect(coverage({ numbered: other, readings })).toMatchObject({ grade: 'proven', gaps: [] })
  })

  it('forgives a request that was counted on the other side of a reading', () => {
    const readings = [reading(31, 500, 0), reading(10, 560, 61, 1), reading(0, 600, 39)]
    expect(coverage({ readings })).toMatchObject({ grade: 'proven' })
  })

  it('says nothing about the time over a reset of the counters', () => {
    const readings = [reading(31, 500, 0), reading(10, 5, 60), reading(0, 45, 40)]
    expect(coverage({ readings })).toMatchObject({ grade: 'noSign' })
  })

  it('does not reach back where it begins late, unless the counters say that nobody asked before', () => {
    const firstAt = END - 20 * DAY_MS
    expect(coverage({ firstAt }).gaps).toEqual([{ cause: 'logBegins', from: FROM, to: firstAt }])
    const readings = [reading(25, 0, 0), reading(0, 60, 60)]
    expect(coverage({ firstAt, readings })).toMatchObject({ grade: 'proven', isWholeHistory: true })
  })

  it('is doubted where a client was answered and the log does not know', () => {
    const at = END - 3 * DAY_MS
    expect(coverage({ missedExchanges: [at] }).gaps).toEqual([{ cause: 'clients', from: at, to: at }])
  })

  it('ends with its newest request', () => {
    const lastAt = END - 2 * DAY_MS
    expect(coverage({ lastAt }).gaps).toEqual([{ cause: 'logEnds', from: lastAt, to: END }])
  })
})

describe('a silence', () => {
  const isWeekend = (hour: number) => [5, 6].includes(Math.floor(hour / 24) % 7)

  it('of a day is doubtful where somebody always asks', () => {
    const found = suspiciousSilences(hours((hour) => hour < 1000 || hour >= 1024))
    expect(found).toEqual([{ from: always.from + 999 * HOUR_MS, to: always.from + 1025 * HOUR_MS }])
  })

  it('of a weekend is none where nobody ever asks on weekends', () => {
    expect(suspiciousSilences(hours((hour) => !isWeekend(hour)))).toEqual([])
  })

  it('of a working day is doubtful there', () => {
    const monday = 7 * 7 * 24
    const isAsked = (hour: number) => !isWeekend(hour) && (hour < monday || hour >= monday + 24)
    expect(suspiciousSilences(hours(isAsked))).toHaveLength(1)
  })

  it('of two hours is none', () => {
    expect(suspiciousSilences(hours((hour) => hour < 1000 || hour >= 1002))).toEqual([])
  })

  it('before the first and after the last request is none', () => {
    expect(suspiciousSilences(hours((hour) => hour > 500 && hour < 1000))).toEqual([])
    expect(suspiciousSilences(hours(() => false))).toEqual([])
  })
})
