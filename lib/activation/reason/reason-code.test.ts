import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCode, normaliseCode } from './reason-code'

describe('normaliseCode', () => {
  it.each([
    [3221549112, '0xC004F038'],
    [-1073418184, '0xC004F038'],
    [3221549112n, '0xC004F038'],
    ['3221549112', '0xC004F038'],
    ['-1073418184', '0xC004F038'],
    ['0xC004F038', '0xC004F038'],
    ['0xc004f038.', '0xC004F038'],
    ['C004F038', '0xC004F038'],
    ['8007232B', '0x8007232B'],
    ['80070005', '0x80070005'],
    ['0xC004F200 (non-genuine).', '0xC004F200'],
    ['0xC004F009 (grace time expired)', '0xC004F009'],
    ['0xFFFFFFFFC004F038', '0xC004F038'],
    ['0x0', '0x00000000'],
    ['0x00000000', '0x00000000'],
    [0, '0x00000000'],
    ['0', '0x00000000'],
    [1074066433, '0x4004F401'],
    [4294967295, undefined],
    [-1, undefined],
    [1.5, undefined],
    [4294967296, undefined],
    ['', undefined],
    ['no code', undefined],
    // A code that was cut off is not filled up: 0xC004F0... is no 0x00C004F0.
    ['0xC004F0...', undefined],
    ['0xC004F0…', undefined],
    ['0x80049D…', undefined],
    ['0xC004F038...', undefined],
    ['0xC004F', undefined],
  ])('reads %s as %s', (value, expected) => {
    expect(normaliseCode(value)).toBe(expected)
  })

  it('gives the same code for every spelling of a number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xfffffffe }), (code) => {
        const hex = code.toString(16)
        const spellings = [code, code | 0, BigInt(code), `0x${hex}`, `0x${hex.toUpperCase()}.`]
        for (const spelling of spellings) expect(normaliseCode(spelling)).toBe(formatCode(code))
      }),
    )
  })
})
