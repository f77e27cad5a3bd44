import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sourceState, usualGapMinutes } from './source-state'

const NOW = Date.parse('2026-11-30T12:00:00Z')
const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString()
const HOURLY = [10, 70, 130, 190].map(ago)
const DAILY = [0, 1, 2, 3].map((day) => ago(300 + day * 1440))

describe('a source', () => {
  test.each([
    ['that never said anything', { newestAt: null, deliveries: [] }, { state: 'neverHeard' }],
    ['of a person', { newestAt: ago(9999), deliveries: [], isByHand: true }, { state: 'byHand' }],
    [
      'that only comes when asked',
      { newestAt: ago(99), deliveries: [], everyMinutes: null },
      { state: 'byHand' },
    ],
    [
      'with one delivery',
      { newestAt: ago(9999), deliveries: [ago(9999)] },
      { state: 'learning', lagMinutes: 9999 },
    ],
    [
      'that comes hourly',
      { newestAt: ago(10), deliveries: HOURLY },
      { state: 'onTime', usualMinutes: 60, lagMinutes: 10 },
    ],
    ['hourly, two hours ago', { newestAt: ago(120), deliveries: HOURLY }, { state: 'onTime' }],
    ['hourly, three hours ago', { newestAt: ago(180), deliveries: HOURLY }, { state: 'late' }],
    ['hourly, two days ago', { newestAt: ago(2881), deliveries: HOURLY }, { state: 'stale' }],
    ['daily, two days ago', { newestAt: ago(2881), deliveries: DAILY }, { state: 'stale' }],
    [
      'daily, three days ago',
      { newestAt: ago(4321), deliveries: DAILY },
      { state: 'stale', usualMinutes: 1440 },
    ],
    [
      'set to hourly',
      { newestAt: ago(2881), deliveries: [], everyMinutes: 60 },
      { state: 'stale', usualMinutes: 60 },
    ],
    ['ahead of our clock', { newestAt: ago(-10), deliveries: HOURLY }, { state: 'onTime', lagMinutes: 0 }],
    [
      'that was silent while the console was down',
      { newestAt: ago(2881), deliveries: HOURLY, upSince: ago(30) },
      { state: 'onTime', lagMinutes: 2881, upMinutes: 30 },
    ],
    [
      'that stays silent after the console came up',
      { newestAt: ago(9000), deliveries: HOURLY, upSince: ago(2881) },
      { state: 'stale', upMinutes: 2881 },
    ],
    [
      'that was heard since the console came up',
      { newestAt: ago(10), deliveries: HOURLY, upSince: ago(5000) },
      { state: 'onTime', usualMinutes: 60, lagMinutes: 10 },
    ],
    ['whose token has ended', { newestAt: ago(5), deliveries: HOURLY, endedAt: ago(1) }, { state: 'ended' }],
    [
      'whose token ends later',
      { newestAt: ago(5), deliveries: HOURLY, endedAt: ago(-1) },
      { state: 'onTime' },
    ],
  ] as const)('%s', (_, facts, expected) => {
    expect(sourceState(facts, NOW)).toMatchObject(expected)
  })
})

test('a habit is the median gap, so that one holiday does not change it', () => {
  expect(usualGapMinutes([0, 60, 120, 20_000, 20_060].map(ago))).toBe(60)
})

test('time alone never makes a source better', () => {
  const order = ['onTime', 'late', 'stale']
  const minutes = fc.integer({ min: 0, max: 100_000 })
  fc.assert(
    fc.property(minutes, minutes, fc.integer({ min: 1, max: 50_000 }), (lag, more, everyMinutes) => {
      const at = (later: number) =>
        order.indexOf(
          sourceState({ newestAt: ago(lag), deliveries: [], everyMinutes }, NOW + later * 60_000).state,
        )
      expect(at(more)).toBeGreaterThanOrEqual(at(0))
    }),
  )
})
