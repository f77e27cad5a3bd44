import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkGroup, distribute, parseConfirmationId, writeConfirmationId } from './confirmation-id'
import { installationIdGroups, parseInstallationId, writeInstallationId } from './installation-id'

const digits = (length: number, start = '0') =>
  start + Array.from({ length: length - start.length }, (_, at) => String((at * 7 + 3) % 10)).join('')
const OLD = digits(54)
const NEW = digits(63)

describe('an installation ID', () => {
  it.each([
    ['54 digits of Windows 7', OLD, 6],
    ['63 digits of Windows 8 and later', NEW, 7],
    ['groups with dashes', writeInstallationId(NEW), 7],
    ['groups with blanks, as printed', installationIdGroups(OLD).join('  '), 6],
    ['a text cell of a spreadsheet', `="${NEW}"`, 7],
    ['an apostrophe in front', `'${NEW}`, 7],
    ['long dashes', installationIdGroups(OLD).join('–'), 6],
  ])('is read from %s', (_, text, groupSize) => {
    expect(parseInstallationId(text)).toEqual({ ok: true, digits: text.replace(/\D/g, ''), groupSize })
  })

  it.each([
    ['a number in scientific form', '1.23457E+62', { kind: 'scientific' }],
    ['the same with a comma', '1,23457E+62', { kind: 'scientific' }],
    ['a rounded number', `${digits(15, '1')}${'0'.repeat(48)}`, { kind: 'rounded', digits: 63 }],
    ['a letter for a digit', NEW.replace(/3/, 'O'), { kind: 'notDigits', symbol: 'O' }],
    ['nothing', '  ', { kind: 'empty' }],
    ['a cut number', NEW.slice(0, 40), { kind: 'tooShort', digits: 40 }],
    ['too many digits', `${NEW}1`, { kind: 'tooLong', digits: 64 }],
    [
      'a group without its leading zero',
      installationIdGroups(NEW)
        .map((group) => group.replace(/^0/, ''))
        .join(' '),
      { kind: 'lostZero', group: 1, digits: 6, needed: 7 },
    ],
  ])('is refused with its reason: %s', (_, text, damage) => {
    expect(parseInstallationId(text)).toMatchObject({ ok: false, damage })
  })

  it('comes back from its written form', () => {
    const anyId = fc
      .constantFrom(54, 63)
      .chain((length) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }))
    fc.assert(
      fc.property(anyId, (list) => {
        const id = list.join('')
        fc.pre(!/^\d{15}0+$/.test(id))
        expect(parseInstallationId(writeInstallationId(id))).toMatchObject({ ok: true, digits: id })
        expect(installationIdGroups(id)).toHaveLength(9)
      }),
    )
  })

  it('never throws on any text, however long', () => {
    // What stands in and around such numbers, and a little of what does not.
    const unit = fc.constantFrom(...'0123456789 -.,E+="\'xé–\u00A0\u200B\t\n😀')
    fc.assert(fc.property(fc.string({ unit, maxLength: 80 }), (text) => void parseInstallationId(text)))
    fc.assert(fc.property(fc.string({ unit, maxLength: 80 }), (text) => void parseConfirmationId(text)))
    for (const symbol of [' ', '"', '0', '-', '1E']) {
      expect(parseInstallationId(symbol.repeat(60_000))).toMatchObject({ ok: false })
    }
  }, 20_000)
})

describe('a confirmation ID', () => {
  it.each([
    [48, true],
    [42, false],
    [54, false],
  ])('of %i digits is taken', (length, isUsual) => {
    const id = digits(length)
    expect(parseConfirmationId(id)).toEqual({ ok: true, digits: id, isUsual })
    expect(parseConfirmationId(writeConfirmationId(id))).toMatchObject({ ok: true, digits: id })
  })

  it.each([
    ['47 digits', digits(47), { kind: 'tooShort', digits: 47 }],
    ['36 digits', digits(36), { kind: 'tooShort', digits: 36 }],
    ['60 digits', digits(60), { kind: 'tooLong', digits: 60 }],
    ['a spreadsheet number', '3.6925E+47', { kind: 'scientific' }],
    ['a rounded number', `123456789012345${'0'.repeat(33)}`, { kind: 'rounded' }],
    ['an error code', '0xC004C008', { kind: 'notDigits', position: 2, symbol: 'x' }],
    [
      'a group in the middle with five digits',
      writeConfirmationId(digits(48)).replace(/-0?\d(\d{5})-/, '-$1-'),
      { kind: 'lostZero', needed: 6 },
    ],
    [
      'a last group with four digits',
      writeConfirmationId(digits(48)).slice(0, -2),
      { kind: 'tooShort', digits: 46 },
    ],
  ])('is refused with its reason: %s', (_, text, damage) => {
    expect(parseConfirmationId(text)).toMatchObject({ ok: false, damage })
  })

  it('is checked group by group while it is typed', () => {
    expect(checkGroup('')).toEqual({ state: 'empty' })
    expect(checkGroup('1234')).toEqual({ state: 'partial', missing: 2 })
    expect(checkGroup('123456')).toEqual({ state: 'whole' })
    expect(checkGroup('12a456')).toEqual({ state: 'wrong', problem: 'notDigits' })
    expect(checkGroup('1234567')).toEqual({ state: 'wrong', problem: 'tooLong' })
  })

  it('fills the boxes from a paste of the whole', () => {
    const id = digits(48)
    const boxes = Array.from({ length: 8 }, () => '')
    expect(distribute(boxes, 0, writeConfirmationId(id))?.join('')).toBe(id)
    expect(distribute(boxes, 0, digits(54))).toHaveLength(9)
    expect(distribute(boxes, 2, '123456 654321')).toEqual(['', '', '123456', '654321', '', '', '', ''])
    expect(distribute(boxes, 0, '123456')).toBeUndefined()
    expect(distribute(boxes, 0, digits(60))?.at(-1)).toHaveLength(12)
  })
})
