import { afterEach, describe, expect, it } from 'vitest'
import { type DayForm, sayAgo, sayDay, sayDayNear, sayDayOfYear, sayInterval, saySpan } from './say-date'

const now = Date.parse('2026-11-22T06:00:00Z')
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

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
    ['2026-11-23T06:00:01Z', 'on 23 Nov 2026 (in the future)'],
    ['no date', 'just now'],
    ['2026-11-22T05:58:00Z', '2 minutes ago'],
    ['2026-11-22T04:30:00Z', '1 hour ago'],
    ['2026-11-21T05:00:00Z', '25 hours ago'],
    ['2026-11-20T05:00:00Z', '2 days ago'],
    ['2026-07-25T06:00:00Z', '3 months ago'],
  ])('say of %s: %s', (iso, words) => {
    expect(sayAgo(iso, now)).toBe(words)
  })

  it.each([
    [0, '1 minute'],
    [59_000, '1 minute'],
    [59.9 * MINUTE, '59 minutes'],
    [HOUR, '1 hour'],
    [36 * HOUR, '36 hours'],
    [47.9 * HOUR, '47 hours'],
    [2 * DAY, '2 days'],
    [31 * DAY, '31 days'],
    [89.9 * DAY, '89 days'],
    [90 * DAY, '2 months'],
    [729 * DAY, '23 months'],
    [900 * DAY, '2 years'],
    [-12 * DAY, '12 days'],
  ])('say a span of %i ms as %s', (ms, words) => {
    expect(saySpan(ms)).toBe(words)
  })

  it.each([
    [120, '2 hours'],
    [60, '1 hour'],
    [10_080, '7 days'],
    [90, '90 minutes'],
  ])('say an interval of %i minutes as %s', (minutes, words) => {
    expect(sayInterval(minutes)).toBe(words)
  })
})

describe('days as whoever reads likes them', () => {
  const around = globalThis as typeof globalThis & {
    dayFormOfReader?: (() => DayForm | undefined) | undefined
  }
  const before = around.dayFormOfReader
  afterEach(() => {
    around.dayFormOfReader = before
  })

  it.each([
    [undefined, '3 Mar 2027', '3 Mar', '3 Mar 2027', '9 Nov'],
    ['words', '3 Mar 2027', '3 Mar', '3 Mar 2027', '9 Nov'],
    ['iso', '2027-03-03', '2027-03-03', '2027-03-03', '2026-11-09'],
    ['slashes', '03/03/2027', '03/03', '03/03/2027', '09/11'],
    ['dots', '03.03.2027', '03.03.', '03.03.2027', '09.11.'],
  ] as const)('%s', (form, whole, ofYear, elsewhere, near) => {
    around.dayFormOfReader = () => form
    expect(sayDay('2027-03-03T23:59:59Z')).toBe(whole)
    expect(sayDayOfYear('2027-03-03T00:00:00Z')).toBe(ofYear)
    expect(sayDayNear('2027-03-03T00:00:00Z', now)).toBe(elsewhere)
    expect(sayDayNear('2026-11-09T00:00:00Z', now)).toBe(near)
    expect(sayDay('no date')).toBe('an unknown day')
  })
})
