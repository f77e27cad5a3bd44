import { describe, expect, it } from 'vitest'
import { countCap, countNeed, expectedCount, thresholdOf } from './thresholds'

describe('KMS thresholds', () => {
  it('are 25 for client editions and 5 for servers and Office', () => {
    expect([thresholdOf('client'), thresholdOf('server'), thresholdOf('office')]).toEqual([25, 5, 5])
  })

  it.each([
    [20 + 5, 25, 25],
    [4 + 1, 25, 5],
    [400, 25, 50],
    [400, 5, 10],
  ])('count %s machines where the largest minimum is %s as %s', (machines, largestMinimum, count) => {
    expect(expectedCount(machines, largestMinimum)).toBe(count)
  })

  it('say how many machines are missing', () => {
    expect(countNeed(19, 25)).toEqual({ count: 19, needed: 25, missing: 6 })
    expect(countNeed(50, 25).missing).toBe(0)
    expect(countCap(25)).toBe(50)
  })
})
