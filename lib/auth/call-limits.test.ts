import { expect, test } from 'vitest'
import { limitReached } from './call-limits'

test.each([
  ['the first call of all', {}, undefined],
  ['one beyond what a token may have', { mine: 16 }, 'its own'],
  ['a newcomer while three greedy tokens are at it', { a: 16, b: 16, c: 16 }, undefined],
  ['the newcomer again, below its share', { mine: 11, a: 16, b: 16, c: 5 }, undefined],
  ['a token with its share in a crowd', { mine: 12, a: 16, b: 16, c: 4 }, 'its share'],
  ['a token with as much, alone', { mine: 12 }, undefined],
  ['a newcomer in a full house', { a: 16, b: 16, c: 16, d: 16 }, 'all'],
] as const)('%s', (_, calls, expected) => {
  expect(limitReached(new Map(Object.entries(calls)), 'mine')).toBe(expected)
})

test('greedy tokens cannot fill the house: a newcomer is let in', () => {
  const calls = new Map<string, number>()
  for (let call = 0; call < 1000; call += 1) {
    const token = `t${call % 6}`
    if (!limitReached(calls, token)) calls.set(token, (calls.get(token) ?? 0) + 1)
  }
  expect(limitReached(calls, 'new')).toBeUndefined()
})
