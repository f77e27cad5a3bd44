import { describe, expect, it } from 'vitest'
import { isGrace, LICENSE_STATUS_ORDER, numberOfStatus, statusFromNumber } from './license-status'

describe('license status', () => {
  it.each([
    [0, 'unlicensed'],
    [1, 'licensed'],
    ['2', 'initialGrace'],
    [3, 'outOfToleranceGrace'],
    [4, 'nonGenuineGrace'],
    [' 5 ', 'notification'],
    [6, 'extendedGrace'],
    [7, undefined],
    [-1, undefined],
    ['', undefined],
    ['toString', undefined],
  ])('reads the number %s as %s', (value, expected) => {
    expect(statusFromNumber(value)).toBe(expected)
  })

  it('goes from number to status and back for all seven', () => {
    expect(new Set(LICENSE_STATUS_ORDER).size).toBe(7)
    for (const status of LICENSE_STATUS_ORDER) expect(statusFromNumber(numberOfStatus(status))).toBe(status)
  })

  it('calls four of them grace', () => {
    expect(LICENSE_STATUS_ORDER.filter(isGrace)).toHaveLength(4)
  })
})
