import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../kms/timers'
import type { Channel, LicenseStatus } from '../observation'
import { type Condition, lapseSteps, stateSince, stepAt } from './lapse'
import { LICENSE_STATUS_ORDER } from './license-status'

const end = Date.parse('2026-06-01T00:00:00Z')
const channels: Channel[] = [
  'KMS client',
  'MAK',
  'KMS host',
  'Retail',
  'OEM',
  'Evaluation',
  'AVMA',
  'Subscription',
  'Unknown',
]

type Case = [LicenseStatus, Channel, daysAfterEnd: number, LicenseStatus, Condition]

describe('the time rule', () => {
  it.each<Case>([
    ['licensed', 'KMS client', -180, 'licensed', 'licensed'],
    ['licensed', 'KMS client', -0.0001, 'licensed', 'licensed'],
    ['licensed', 'KMS client', 0, 'outOfToleranceGrace', 'grace'],
    ['licensed', 'KMS client', 29.9999, 'outOfToleranceGrace', 'grace'],
    ['licensed', 'KMS client', 30, 'notification', 'silent'],
    ['licensed', 'AVMA', 0, 'notification', 'silent'],
    ['licensed', 'Unknown', 31, 'notification', 'silent'],
    ['licensed', 'Evaluation', -1, 'licensed', 'licensed'],
    ['licensed', 'Evaluation', 0, 'notification', 'silent'],
    ['initialGrace', 'KMS client', -1, 'initialGrace', 'grace'],
    ['initialGrace', 'KMS client', 0, 'notification', 'silent'],
    ['outOfToleranceGrace', 'KMS client', 0, 'notification', 'silent'],
    ['nonGenuineGrace', 'Retail', -1, 'nonGenuineGrace', 'grace'],
    ['extendedGrace', 'Subscription', 1, 'notification', 'silent'],
    ['notification', 'KMS client', 400, 'notification', 'notification'],
    ['unlicensed', 'MAK', 400, 'unlicensed', 'unlicensed'],
  ])(
    '%s through %s, %s days after its end, is effectively %s and shown as %s',
    (status, channel, days, effective, condition) => {
      const { current } = stepAt(lapseSteps(status, channel, end), end + days * DAY_MS)
      expect([current.status, current.condition]).toEqual([effective, condition])
    },
  )

  it('never changes a license without an end', () => {
    for (const status of LICENSE_STATUS_ORDER) {
      for (const channel of channels) expect(lapseSteps(status, channel)).toHaveLength(1)
    }
  })

  it('never improves a license that nobody renewed', () => {
    const badness = (condition: Condition) =>
      ['licensed', 'grace', 'silent', 'notification', 'unlicensed'].indexOf(condition)
    const instant = fc.integer({ min: -400 * DAY_MS, max: 400 * DAY_MS })
    fc.assert(
      fc.property(
        fc.constantFrom(...LICENSE_STATUS_ORDER),
        fc.constantFrom(...channels),
        instant,
        instant,
        (status, channel, a, b) => {
          const steps = lapseSteps(status, channel, end)
          const [earlier, later] = [Math.min(a, b), Math.max(a, b)].map((t) => stepAt(steps, end + t).current)
          if (earlier === undefined || later === undefined) throw new Error('unreachable')
          expect(badness(later.condition)).toBeGreaterThanOrEqual(badness(earlier.condition))
        },
      ),
    )
  })

  it('gives its steps in order', () => {
    for (const status of LICENSE_STATUS_ORDER) {
      for (const channel of channels) {
        const times = lapseSteps(status, channel, end).map((step) => step.from ?? Number.NEGATIVE_INFINITY)
        expect(times).toEqual([...times].sort((a, b) => a - b))
      }
    }
  })

  it('goes on from a recorded state as from the report itself', () => {
    const instant = fc.integer({ min: -100 * DAY_MS, max: 100 * DAY_MS })
    fc.assert(
      fc.property(
        fc.constantFrom(...LICENSE_STATUS_ORDER),
        fc.constantFrom(...channels),
        instant,
        instant,
        (status, channel, a, b) => {
          const steps = lapseSteps(status, channel, end)
          const [recordedAt, now] = [end + Math.min(a, b), end + Math.max(a, b)]
          const { current, next } = stepAt(steps, recordedAt)
          if (next?.from === undefined || next.from > now) return
          const later = stateSince(current.status, channel, next.from, now)
          expect(later).toEqual(stepAt(steps, now))
        },
      ),
    )
  })
})
