import { expect, it } from 'vitest'
import { stateWords } from './labels'

it.each([
  ['notification', 'notification', 'Notification'],
  ['licensed', 'licensed', 'Licensed'],
  ['grace', 'outOfToleranceGrace', 'Grace (Additional grace period)'],
  ['silent', 'notification', 'Silent (Notification)'],
] as const)('says the condition %s of the status %s once', (condition, status, words) => {
  expect(stateWords(condition, status)).toBe(words)
})
