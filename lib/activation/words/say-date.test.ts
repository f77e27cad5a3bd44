import { describe, expect, it } from 'vitest'
import { sayAgo, sayDay, sayDayNear, sayDuration } from './say-date'

const now = Date.parse('2026-11-22T06:00:00Z')

describe('dates in words', () => {
  it('are UTC days, whatever the time zone of the process', () => {
    expect(sayDay('2027-03-03T23:59:59Z')).toBe('3 Mar 2027')
    expect(sayDay('2027-03-03T00:00:00Z')).toBe('3 Mar 2027')
    expect(sayDay('no date')).toBe('an unknown day')
  })

  it('leave the year out when it is this one', () => {
    expect(sayDayNear('2026-11-27T00:00:00Z', now)).toBe('27 Nov')
    expect(sayDayNear('2027-01-02T00:00:00Z', now)).toBe('2 Jan 2027')
  })

  it.each([
    ['2026-11-22T05:59:30Z', 'just now'],
    ['2026-11-22T07:00:00Z', 'just now'],
    ['2026-11-23T06:00:00Z', 'just now'],
    ['2026-11-23T06:00:01Z', 'on 23 Nov 2026, which is still to come'],
    ['no date', 'just now'],
    ['2026-11-22T05:58:00Z', '2 minutes ago'],
    ['2026-11-22T04:30:00Z', '1 hour ago'],
    ['2026-11-20T05:00:00Z', '2 days ago'],
  ])('say of %s: %s', (iso, words) => {
    expect(sayAgo(iso, now)).toBe(words)
  })

  it('leave out what does not fill a unit', () => {
    expect(sayDuration(36 * 3_600_000)).toBe('1 day')
  })
})
