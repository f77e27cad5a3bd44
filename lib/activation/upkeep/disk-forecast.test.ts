import { expect, it } from 'vitest'
import { daysUntilFull } from './disk-forecast'

const days = (...gigabytes: number[]) =>
  gigabytes.map((free, index) => ({
    day: `2026-11-${String(10 + index).padStart(2, '0')}`,
    freeBytes: free * 1e9,
  }))

it.each([
  ['two a day go of the ten that are left', days(16, 14, 12, 10), 5],
  ['a day is missing', [...days(16, 14), { day: '2026-11-13', freeBytes: 10e9 }], 5],
  ['a day is out of line', days(16, 14, 13, 10), 10 / 1.9],
  ['it is full', days(4, 2, 0), 0],
  ['it stays as it is', days(10, 10, 10), null],
  ['it empties', days(10, 11, 12), null],
  ['two days are known', days(12, 10), null],
  ['nothing is known', [], null],
])('where %s', (_what, known, expected) => {
  const found = daysUntilFull(known)
  if (expected === null) expect(found).toBeNull()
  else expect(found).toBeCloseTo(expected)
})
