import { DAY_MS, LAPSE_GRACE_DAYS } from '../kms/timers'
import type { Channel, LicenseStatus } from '../observation'

/** What a list, a badge or a chart says about a license. */
export type Condition = 'licensed' | 'grace' | 'notification' | 'unlicensed' | 'silent'

/** What time does to a reported license when nobody tells us anything new. */
type Lapse = 'never' | 'throughGrace' | 'atOnce'

/** One stretch of time with one effective status. The first stretch has no `from`: it is what was reported. */
export interface LapseStep {
  /** Milliseconds since 1970, inclusive. */
  from?: number
  status: LicenseStatus
  condition: Condition
}

/**
 * THE TIME RULE. What was reported stays true until the end it named; after that:
 *
 * | reported status                | channel     | end     | from the end on      | 30 days later         |
 * |--------------------------------|-------------|---------|----------------------|-----------------------|
 * | licensed                       | Evaluation, | known   | notification, silent |                       |
 * |                                | AVMA        |         |                      |                       |
 * | licensed                       | any other   | known   | outOfToleranceGrace  | notification, silent  |
 * | licensed                       | any         | none    |                      |                       |
 * | initialGrace, extendedGrace,   | any         | known   | notification, silent |                       |
 * | outOfToleranceGrace,           |             |         |                      |                       |
 * | nonGenuineGrace                |             |         |                      |                       |
 * | notification, unlicensed       | any         | ignored |                      |                       |
 *
 * Each cell begins exactly at its instant (end <= now). "silent" says that the effective status is our
 * reckoning: nobody has told us anything since the validity and the grace ran out. The end is the reported
 * one or, where the source gave none, the upper bound of licenseEnd (validity.ts). That licensed machines
 * get 30 days of grace and then show notifications, never reduced functionality, is the editor's note of the
 * Volume Activation 2.0 article and Microsoft's KMS planning guide (11/2024).
 *
 * SQL twin: lib/data computes the same from (status, channel, ends_at, now); a test compares both.
 */
const LAPSE: Readonly<Record<LicenseStatus, (channel: Channel) => Lapse>> = {
  // A guest renews by itself from its Hyper-V host: past its seven days it is unheard of, not in grace (our reading).
  licensed: (channel) => (channel === 'Evaluation' || channel === 'AVMA' ? 'atOnce' : 'throughGrace'),
  initialGrace: () => 'atOnce',
  outOfToleranceGrace: () => 'atOnce',
  nonGenuineGrace: () => 'atOnce',
  extendedGrace: () => 'atOnce',
  notification: () => 'never',
  unlicensed: () => 'never',
}

const CONDITION_OF_STATUS: Readonly<Record<LicenseStatus, Condition>> = {
  licensed: 'licensed',
  initialGrace: 'grace',
  outOfToleranceGrace: 'grace',
  nonGenuineGrace: 'grace',
  extendedGrace: 'grace',
  notification: 'notification',
  unlicensed: 'unlicensed',
}

/** The steps of a reported license through time, in order. endsAt: milliseconds since 1970, absent when permanent. */
export function lapseSteps(status: LicenseStatus, channel: Channel, endsAt?: number): LapseStep[] {
  const reported: LapseStep = { status, condition: CONDITION_OF_STATUS[status] }
  const lapse = LAPSE[status](channel)
  if (endsAt === undefined || lapse === 'never') return [reported]
  const silent = (from: number): LapseStep => ({ from, status: 'notification', condition: 'silent' })
  if (lapse === 'atOnce') return [reported, silent(endsAt)]
  const grace: LapseStep = { from: endsAt, status: 'outOfToleranceGrace', condition: 'grace' }
  return [reported, grace, silent(endsAt + LAPSE_GRACE_DAYS * DAY_MS)]
}

/** The step that holds at `now`, and the one that follows it. */
export function stepAt(steps: readonly LapseStep[], now: number): { current: LapseStep; next?: LapseStep } {
  const index = steps.findLastIndex((step) => step.from === undefined || step.from <= now)
  const [first] = steps
  if (first === undefined) throw new Error('A license has at least its reported step')
  return { current: steps[index] ?? first, next: steps[index + 1] }
}

/**
 * What time has made by `now` of a state that was recorded some time ago. The rule forgets: a step of it lapses as a
 * report of the same status with the same end would. changesAt: when the recorded state changes by itself, in
 * milliseconds since 1970.
 */
export function stateSince(status: LicenseStatus, channel: Channel, changesAt: number, now: number) {
  return stepAt(lapseSteps(status, channel, changesAt), now)
}
