import { expect, it } from 'vitest'
import { fallsBelowAt } from './count-trend'
import { DAY_MS } from './timers'

const day = (number: number) => number * DAY_MS

it.each([
  ['falls by 2 in 10 days from 30: below 25 in 30 days', 32, 30, 10, 25, day(10) + day(30)],
  ['falls by 10 in 10 days from 30: below 25 in 6 days', 40, 30, 10, 25, day(16)],
  ['falls too slowly', 51, 50, 10, 25, undefined],
  ['does not fall', 30, 30, 10, 25, undefined],
  ['rises', 26, 30, 10, 25, undefined],
  ['is below already', 30, 24, 10, 25, undefined],
  ['was watched for three days only', 40, 30, 3, 25, undefined],
])('a count that %s', (_, before, now, days, needed, at) => {
  expect(fallsBelowAt({ at: 0, count: before }, { at: day(days), count: now }, needed)).toBe(at)
})
