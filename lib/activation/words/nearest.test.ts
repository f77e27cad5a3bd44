import { expect, test } from 'vitest'
import { nearestWord, slipsBetween } from './nearest'

test.each([
  ['kisok', 'kiosk', 1],
  ['kiosk', 'kiosk', 0],
  ['kosk', 'kiosk', 1],
  ['', 'abc', 3],
  ['0xCOO4', '0xC004', 2],
])('from “%s” to “%s” it is %i slips', (one, other, slips) => {
  expect(slipsBetween(one, other)).toBe(slips)
})

test.each([
  ['licenced', 'licensed'],
  ['unlicnesed', 'unlicensed'],
  ['notifcation', 'notification'],
  ['foo', undefined],
])('“%s” probably means %s', (word, nearest) => {
  expect(nearestWord(word, ['licensed', 'unlicensed', 'notification', 'grace'])).toBe(nearest)
})

test('of two equally near none is the nearest', () => {
  expect(nearestWord('kms03', ['kms01', 'kms02'])).toBeUndefined()
})
