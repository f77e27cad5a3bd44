import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBetweenHours, isZone, localDay, nextHour } from './zone-time'

const next = (zone: string, hour: number, after: string, weekday?: number) =>
  nextHour({ zone, hour, weekday }, new Date(after)).toISOString()

test.each([
  // The clocks go from 2 to 3 on 29 March: 2 o'clock is the moment they jump, and once.
  ['Europe/Berlin', 2, '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z'],
  ['Europe/Berlin', 2, '2026-03-29T01:00:00Z', '2026-03-30T00:00:00.000Z'],
  // They show 2 o'clock twice on 25 October: the first one counts, and the second does not.
  ['Europe/Berlin', 2, '2026-10-24T12:00:00Z', '2026-10-25T00:00:00.000Z'],
  ['Europe/Berlin', 2, '2026-10-25T00:00:00Z', '2026-10-26T01:00:00.000Z'],
  ['Europe/Berlin', 2, '2026-10-25T00:59:59Z', '2026-10-26T01:00:00.000Z'],
  ['Europe/Berlin', 8, '2026-11-29T07:00:00Z', '2026-11-30T07:00:00.000Z'],
  ['Asia/Kathmandu', 8, '2026-11-29T00:00:00Z', '2026-11-29T02:15:00.000Z'],
  // A zone that changes by half an hour, and one where midnight is left out.
  ['Australia/Lord_Howe', 2, '2026-10-03T00:00:00Z', '2026-10-03T15:30:00.000Z'],
  ['America/Santiago', 0, '2026-09-05T12:00:00Z', '2026-09-06T04:00:00.000Z'],
  // A day that never was.
  ['Pacific/Apia', 8, '2011-12-29T20:00:00Z', '2011-12-30T18:00:00.000Z'],
])('%s shows %i o’clock next after %s', (zone, hour, after, expected) => {
  expect(next(zone, hour, after)).toBe(expected)
})

test('a weekday is that of the zone', () => {
  // Monday begins in Auckland while it is Sunday in London.
  expect(next('Pacific/Auckland', 8, '2026-11-28T00:00:00Z', 1)).toBe('2026-11-29T19:00:00.000Z')
  expect(next('UTC', 8, '2026-11-30T08:00:00Z', 1)).toBe('2026-12-07T08:00:00.000Z')
})

test('walking from one to the next meets every day once, whatever the zone and the hour', () => {
  const zones = [
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'America/Santiago',
  ]
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 23 }), (zone, hour) => {
      let at = new Date('2026-01-01T00:00:00Z')
      const days = new Set<string>()
      for (let step = 0; step < 365; step += 1) {
        at = nextHour({ zone, hour }, at)
        const day = localDay(zone, at)
        expect(days).not.toContain(day)
        days.add(day)
      }
      expect(days.size).toBe(365)
    }),
    { numRuns: 15 },
  )
})

test.each([
  [22, 6, '2026-11-30T21:00:00Z', true],
  [22, 6, '2026-11-30T04:59:00Z', true],
  [22, 6, '2026-11-30T05:00:00Z', false],
  [8, 17, '2026-11-30T07:00:00Z', true],
  [8, 17, '2026-11-30T16:00:00Z', false],
  [8, 8, '2026-11-30T07:00:00Z', false],
])('from %i to %i in Berlin holds at %s: %s', (from, to, at, expected) => {
  expect(isBetweenHours('Europe/Berlin', from, to, new Date(at))).toBe(expected)
})

test('names of zones are told from other texts', () => {
  expect(['Europe/Berlin', 'UTC', 'Mars/Olympus', ''].map(isZone)).toEqual([true, true, false, false])
})
