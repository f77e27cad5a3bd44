import fc from 'fast-check'
import { expect, test } from 'vitest'
import { monthMarks, percentAt } from './timeline-scale'

const DAY = 86_400_000
const at = Date.UTC

test('the ends of the range are 0 and 100, and nothing lies outside', () => {
  const range = { from: at(2026, 0, 1), to: at(2026, 6, 1) }
  expect(percentAt(range.from, range)).toBe(0)
  expect(percentAt(range.to, range)).toBe(100)
  expect(percentAt(range.to + DAY, range)).toBe(100)
  expect(percentAt(range.from - DAY, range)).toBe(0)
})

test('months inside the range are marked, January with its year', () => {
  const marks = monthMarks({ from: at(2026, 9, 15), to: at(2027, 2, 10) })
  expect(marks.map((mark) => mark.label)).toEqual(['Nov', 'Dec', 'Jan 2027', 'Feb', 'Mar'])
})

test('there are never more than twelve marks, whatever the range', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), (days) => {
      const from = at(2025, 3, 9)
      expect(monthMarks({ from, to: from + days * DAY }).length).toBeLessThanOrEqual(12)
    }),
  )
})
