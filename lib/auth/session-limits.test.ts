import { expect, it } from 'vitest'
import { SESSION_LIMITS, sessionEnd } from './session-limits'

const start = new Date('2026-11-30T08:00:00Z')
const hoursLater = (hours: number) => new Date(start.getTime() + hours * 3_600_000)

it('ends a session that is not used after its idle hours', () => {
  expect(sessionEnd('licensingAdmin', start, start)).toEqual(hoursLater(2))
  expect(sessionEnd('helpdesk', start, hoursLater(3))).toEqual(hoursLater(15))
})

it('ends a session that is always used at its longest ("sessions live for ever if used")', () => {
  expect(sessionEnd('licensingAdmin', start, hoursLater(11.5))).toEqual(hoursLater(12))
  expect(sessionEnd('manager', start, hoursLater(71))).toEqual(hoursLater(SESSION_LIMITS.manager.mostHours))
})
