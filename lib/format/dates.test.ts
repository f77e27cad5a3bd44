import { describe, expect, test } from 'vitest'
import { formatDate, formatDateTime, formatRelative, formatShortRelative } from './dates'

const now = new Date('2026-11-22T12:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const DAY = 1440

describe('dates', () => {
  test('are UTC days wherever the reader is', () => {
    expect(formatDate(new Date('2027-03-03T23:30:00Z'))).toBe('3 Mar 2027')
    expect(formatDateTime(new Date('2027-03-03T23:05:00Z'))).toBe('3 Mar 2027, 23:05 UTC')
  })

  test.each([
    [0, 'just now'],
    [-5, '5 minutes ago'],
    [-60, '1 hour ago'],
    [-2 * DAY, '2 days ago'],
    [12 * DAY, 'in 12 days'],
    [-120 * DAY, '3 months ago'],
    [-900 * DAY, '2 years ago'],
  ])('%i minutes away read as %s', (minutes, words) => {
    expect(formatRelative(later(minutes), now)).toBe(words)
  })

  test('in narrow columns are days, so that they compare', () => {
    expect(formatShortRelative(later(112 * DAY), now)).toBe('in 112 d')
    expect(formatShortRelative(later(-90), now)).toBe('1 h ago')
  })
})
