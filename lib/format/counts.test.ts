import { expect, test } from 'vitest'
import { formatBytes, formatChange, formatCountOf, formatShare } from './counts'

test.each([
  [12418, 12877, '96.4 %'],
  [0, 10, '0 %'],
  [10, 10, '100 %'],
  [9999, 10000, '> 99.9 %'],
  [1, 100000, '< 0.1 %'],
  [1, 0, '0 %'],
])('%i of %i is %s', (part, whole, words) => {
  expect(formatShare(part, whole)).toBe(words)
})

test('one is singular, thousands get a comma', () => {
  expect([1, 12418].map((count) => formatCountOf(count, 'client'))).toEqual(['1 client', '12,418 clients'])
  expect(formatCountOf(4, 'entry')).toBe('4 entries')
})

test.each([
  [3, '+3'],
  [0, '0'],
  [-1200, '−1,200'],
])('a change of %i is %s', (change, words) => {
  expect(formatChange(change)).toBe(words)
})

test.each([
  [1, '1 byte'],
  [1023, '1023 bytes'],
  [1536, '1.5 KB'],
  [1024 ** 3, '1 GB'],
])('%i bytes read as %s', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words)
})
