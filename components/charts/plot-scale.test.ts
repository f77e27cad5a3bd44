import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countScale, heightOf, labelledColumns, linePath, stepPath } from './plot-scale'

it.each([
  [[], 0, 1],
  [[3, 4], 0, 4],
  [[1_180, 1_222], 0, 1_500],
  [[47, -4], -10, 50],
  [[1_000_000], 0, 1_000_000],
])('counts %j stand between %i and %i', (counts, low, high) => {
  expect(countScale(counts)).toMatchObject({ low, high })
})

it('every count stands within the plot, on whole numbers that are not many', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 })), (counts) => {
      const scale = countScale(counts)
      for (const count of counts) {
        expect(heightOf(count, scale)).toBeGreaterThanOrEqual(0)
        expect(heightOf(count, scale)).toBeLessThanOrEqual(100)
      }
      expect(scale.ticks.every(Number.isInteger)).toBe(true)
      expect(scale.ticks).toContain(0)
      expect(scale.ticks.length).toBeLessThanOrEqual(8)
    }),
  )
})

it('draws steps over columns, equal neighbours as one line', () => {
  expect(stepPath([10, 10, 30], 2)).toBe('M2 10H4V30H5')
  expect(stepPath([])).toBe('')
})

it('draws a line through points', () => {
  expect(
    linePath([
      [0.5, 10],
      [3.5, 20],
    ]),
  ).toBe('M0.5 10L3.5 20')
})

it('labels at most so many columns, evenly', () => {
  expect(labelledColumns(3, 6)).toEqual([0, 1, 2])
  expect(labelledColumns(21, 6)).toEqual([1, 5, 9, 13, 17])
})
