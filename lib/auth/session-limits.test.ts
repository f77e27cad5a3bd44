import { expect, it } from 'vitest'
import type { Role } from './permissions'
import { SESSION_LIMITS, sessionEnd } from './session-limits'

const start = new Date('2026-11-30T08:00:00Z')
const hoursLater = (hours: number) => new Date(start.getTime() + hours * 3_600_000)
const withPassword = (role: Role) => ({ role, isOfProvider: false })

it('ends a session that is not used after its idle hours', () => {
  expect(sessionEnd(withPassword('licensingAdmin'), start, start)).toEqual(hoursLater(2))
  expect(sessionEnd(withPassword('helpdesk'), start, hoursLater(3))).toEqual(hoursLater(15))
})

it('ends a session that is always used at its longest ("sessions live for ever if used")', () => {
  const { mostHours } = SESSION_LIMITS.manager
  expect(sessionEnd(withPassword('licensingAdmin'), start, hoursLater(11.5))).toEqual(hoursLater(12))
  expect(sessionEnd(withPassword('manager'), start, hoursLater(71))).toEqual(hoursLater(mostHours))
})

it('ends a session that began with a provider after 12 hours, whatever the role', () => {
  const helpdesk = { role: 'helpdesk', isOfProvider: true } as const
  expect(sessionEnd(helpdesk, start, hoursLater(11))).toEqual(hoursLater(12))
})
