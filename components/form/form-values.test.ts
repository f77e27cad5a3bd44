import { expect, test } from 'vitest'
import { formText, readForm } from './form-values'

const values = (entries: [string, string][]) => {
  const data = new FormData()
  for (const [name, value] of entries) data.append(name, value)
  return readForm(data, 'key-1')
}

test.each([
  ['12', 12],
  [' 1,200 ', 1200],
  ['−3', -3],
  ['–3', -3],
  ['', undefined],
  ['a few', Number.NaN],
])('the number %j is %j', (text, number) => {
  expect(values([['count', text]]).number('count')).toEqual(number)
})

test('texts come without blanks around them, and an absent field is empty', () => {
  const form = values([['name', ' kms01 ']])
  expect(form.text('name')).toBe('kms01')
  expect(form.text('site')).toBe('')
})

test('a time of the own zone becomes UTC', () => {
  // The tests run in Nepal, 5:45 ahead.
  expect(values([['at', '2026-03-01T12:00']]).moment('at')).toBe('2026-03-01T06:15:00.000Z')
  expect(values([['at', '']]).moment('at')).toBeUndefined()
})

test('boxes are flags and lists', () => {
  const form = values([
    ['known', 'on'],
    ['id', 'a'],
    ['id', 'b'],
  ])
  expect([form.flag('known'), form.flag('other'), form.list('id')]).toEqual([true, false, ['a', 'b']])
})

test('what was typed is told from what stood there', () => {
  const before = new FormData()
  before.append('name', 'a')
  const after = new FormData()
  after.append('name', 'b')
  expect(formText(before)).not.toBe(formText(after))
})
