import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lapseSteps, stepAt } from '../license/lapse'
import { numberOfStatus } from '../license/license-status'
import type { LicenseStatus } from '../observation'
import { buildFleet } from './fleet'
import { advance, remainingMinutes, statusOf } from './license-clock'

const DAY = 86_400
const STATUSES: LicenseStatus[] = ['licensed', 'initialGrace', 'outOfToleranceGrace', 'notification']

it('runs a license out as the time rule does, in however many steps', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...STATUSES),
      fc.integer({ min: 1, max: 200 * DAY }),
      fc.array(fc.integer({ min: 0, max: 300 * DAY }), { minLength: 1, maxLength: 5 }),
      (status, endsAt, looks) => {
        const fleet = buildFleet([], 1, 0)
        const one = {
          ...fleet,
          status: new Uint8Array([numberOfStatus(status)]),
          endsAt: new Int32Array([endsAt]),
        }
        const steps = lapseSteps(status, 'KMS client', endsAt * 1000)
        for (const now of looks.sort((a, b) => a - b)) {
          advance(one, 0, now)
          expect(statusOf(one, 0)).toBe(stepAt(steps, now * 1000).current.status)
          expect(remainingMinutes(one, 0, now) > 0).toBe(
            statusOf(one, 0) !== 'notification' && (one.endsAt[0] ?? 0) - now >= 60,
          )
        }
      },
    ),
  )
})
