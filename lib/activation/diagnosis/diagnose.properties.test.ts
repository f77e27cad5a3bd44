import { expect, it } from 'vitest'
import { sayScore, scoreFleets } from './score-fleets.testing'

// Thousands of fleets: npm run test:diagnosis
it('puts the true cause first in 9 of 10 fleets with known faults, and among the first three in all', () => {
  const score = scoreFleets({ from: 1, fleets: 45 })
  expect(score.fleets).toBeGreaterThan(40)
  expect(score.hard / score.fleets).toBeGreaterThan(0.3)
  expect(score.first / score.fleets, sayScore(score)).toBeGreaterThanOrEqual(0.9)
  expect(score.among, sayScore(score)).toBe(score.fleets)
  expect(score.accused).toEqual([])
}, 60_000)
