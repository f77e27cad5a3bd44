import { expect, test } from 'vitest'
import { CODE_WITH_LETTERS, misreadCode } from './misread-code'
import { REASON_ROWS } from './reason-codes'

const codes = REASON_ROWS.map(({ code }) => code)

test.each([
  ['0xCOO4FO74', '0xC004F074'],
  ['OxC004F038', '0xC004F038'],
  ['coo4fo42', '0xC004F042'],
  ['0x8OO7232B', '0x8007232B'],
  ['0xC004F47', undefined],
  ['0xC04F074', '0xC004F074'],
  ['0xC004F0674', undefined],
  ['0xC004F074', undefined],
  ['c004f074', undefined],
  ['cool', undefined],
])('%s is read as %s', (text, code) => {
  expect(misreadCode(text, codes)).toBe(code)
})

test('codes are found among words, and words are no codes', () => {
  expect('0xCOO4FO74 on ber-kisok-037, coo4fo38. Cool, 8oo7'.match(CODE_WITH_LETTERS)).toEqual([
    '0xCOO4FO74',
    'coo4fo38',
  ])
})
