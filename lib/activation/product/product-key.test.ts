import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canEndKey, cleanPartialKey, maskProductKeys, parseProductKey } from './product-key'

// No real key: the groups only have the shape of one.
const KEY = 'BCDFG-HJKMP-QRTVW-XY234-6789N'
const MASKED = 'XXXXX-XXXXX-XXXXX-XXXXX-6789N'

describe('maskProductKeys', () => {
  it.each([
    ['hyphens', KEY],
    ['lower case', KEY.toLowerCase()],
    ['en dashes', KEY.replaceAll('-', '–')],
    ['em dashes with blanks', KEY.replaceAll('-', ' — ')],
    ['blanks', KEY.replaceAll('-', ' ')],
    ['no-break spaces', KEY.replaceAll('-', '\u00A0')],
    ['run together', KEY.replaceAll('-', '')],
    ['en dashes read as CP1252', KEY.replaceAll('-', 'â€“')],
    ['en dashes read as CP437', KEY.replaceAll('-', 'ΓÇô')],
    ['dashes lost to question marks', KEY.replaceAll('-', '?')],
    ['a misread letter', KEY.replace('HJKMP', 'HJKM0')],
  ])('masks a key written with %s', (_how, key) => {
    expect(maskProductKeys(`Installed product key ${key} successfully.`)).toBe(
      `Installed product key ${MASKED} successfully.`,
    )
  })

  it.each([
    ['underscores', KEY.replaceAll('-', '_')],
    ['full stops', KEY.replaceAll('-', '.')],
    ['commas and blanks', KEY.replaceAll('-', ', ')],
    ['bars', KEY.replaceAll('-', ' | ')],
    ['many blanks', KEY.replaceAll('-', '      ')],
    ['tabs and dashes', KEY.replaceAll('-', '\t-\t')],
    ['zero-width spaces', KEY.replaceAll('-', '-\u200B')],
    ['escaped dashes', KEY.replaceAll('-', '\\-')],
    ['dashes of an address', KEY.replaceAll('-', '%2D')],
    ['long dashes of an address', KEY.replaceAll('-', '%E2%80%93')],
    ['entities', KEY.replaceAll('-', '&ndash;')],
    ['numbered entities', KEY.replaceAll('-', '&#45;')],
    ['blanks between all symbols', [...KEY].join(' ')],
    [
      'full-width forms',
      KEY.replace(/[A-Z0-9]/g, (symbol) => String.fromCodePoint((symbol.codePointAt(0) ?? 0) + 0xfee0)),
    ],
  ])('masks a key with %s', (_how, key) => {
    expect(maskProductKeys(`Installed ${key} today`)).toBe(`Installed ${MASKED} today`)
  })

  it('masks a key inside a longer word, and two in a row', () => {
    expect(maskProductKeys(`PKEY${KEY}x`)).toBe(`PKEY${MASKED}x`)
    expect(maskProductKeys(`${KEY}${KEY}`)).toBe(`${MASKED}${MASKED}`)
  })

  it('masks a key that the console wrapped, and keeps the number of lines', () => {
    const wrapped = `Installed product key ${KEY.slice(0, 14)}\r\n${KEY.slice(14)} successfully.`
    expect(maskProductKeys(wrapped)).toBe(`Installed product key ${MASKED}\r\n successfully.`)
  })

  it('masks every key of a text', () => {
    expect(maskProductKeys(`${KEY},${KEY};"${KEY}"`)).toBe(`${MASKED},${MASKED};"${MASKED}"`)
  })

  it.each([
    ['one group a line', KEY.replaceAll('-', '\n')],
    ['one quoted group a line', `"${KEY.replaceAll('-', '",\r\n  "')}"`],
    ['line breaks around the dashes', KEY.replaceAll('-', ' -\r\n\r\n ')],
    ['dashes on lines of their own', KEY.replaceAll('-', '\n-\n')],
    ['dashes as JSON escapes them', KEY.replaceAll('-', '\\u002d')],
    ['line breaks as JSON escapes them', KEY.replaceAll('-', '\\n')],
    ['12 and 13 symbols', KEY.replaceAll('-', '').replace(/^.{12}/, '$& ')],
    ['12 and 13 symbols on two lines', KEY.replaceAll('-', '').replace(/^.{12}/, '$&\n')],
    ['all symbols inside a longer word', `SLEUTEL${KEY.replaceAll('-', '')}ende`],
    ['a zero-width space after each symbol', KEY.replace(/./g, '$&\u200B')],
    ['a combining mark after each symbol', KEY.replace(/./g, '$&\u0301')],
  ])('masks a key written with %s, which was stored as it was', (_how, key) => {
    const masked = maskProductKeys(`is: ${key}; today`)
    expect(masked).toContain(MASKED)
    expect(masked.replace(/[^A-Z0-9]/gi, '')).not.toMatch(/BCDFG|HJKMP|QRTVW|XY234/i)
    expect(maskProductKeys(masked)).toBe(masked)
  })

  it.each([
    ['a heading of last fives', (key: string) => `PartialProductKey\n-----------------\n${key}`],
    ['a sixth group before it', (key: string) => `T83GX\n${key}`],
    ['a sixth group behind it', (key: string) => `${key}\nT83GX`],
  ])('masks a key wrapped behind its dashes although there is %s', (_what, within) => {
    const masked = maskProductKeys(within(KEY.replaceAll('-', '-\n')))
    expect(masked).toContain(MASKED)
    expect(masked).not.toMatch(/BCDFG|HJKMP|QRTVW|XY234/)
  })

  it.each([
    ['a GUID', '73111121-5638-40f6-bc11-f1d7b0d64300'],
    ['an upper-case GUID', '98EBFE73-2084-4C97-932C-C0CD1643BEA7'],
    ['an extended PID', '06401-00206-491-411285-03-1031-9600.0000-0802017'],
    ['a product ID', '00330-80000-00000-AA123'],
    ['an installation ID', '012345678901234567890123456789012345678901234567890123'],
    ['an installation ID in groups', '123456 234567 345678 456789 567890 678901 789012 890123 901234'],
    ['groups of five digits', '12345-23456-34567-45678-56789'],
    ['five short words', 'these-words-apply-there-today'],
    ['five upper-case words', 'THESE WORDS APPLY THERE TODAY'],
    ['partial keys in a column', 'CCCCC\nRRRRR\nKKKKK\nMMMMM\nHHHHH'],
    ['a hash', 'd41d8cd98f00b204e9800998ecf8427e'],
  ])('leaves %s alone', (_what, text) => {
    expect(maskProductKeys(text)).toBe(text)
  })

  it('never lets a key through and changes nothing the second time', () => {
    const symbol = fc.constantFrom(...'BCDFGHJKMPQRTVWXY2346789')
    const group = fc.array(symbol, { minLength: 5, maxLength: 5 }).map((symbols) => symbols.join(''))
    const groups = fc.array(group, { minLength: 5, maxLength: 5 }).filter((g) => /[A-Z]/.test(g.join('')))
    fc.assert(
      fc.property(groups, fc.constantFrom('-', '–', ' - '), (parts, dash) => {
        const once = maskProductKeys(`key: ${parts.join(dash)}.`)
        expect(once).toBe(`key: XXXXX-XXXXX-XXXXX-XXXXX-${parts[4]}.`)
        expect(maskProductKeys(once)).toBe(once)
      }),
    )
  })

  const anySymbol = fc.constantFrom(...'BCDFGHJKMPQRTVWXY2346789')
  const lastFive = fc.array(anySymbol, { minLength: 5, maxLength: 5 }).map((symbols) => symbols.join(''))

  it('masks whatever reads back as a key, in pieces of any length with blanks, dashes or line breaks between', () => {
    const joint = fc.constantFrom(
      '',
      '-',
      ' ',
      '\n',
      '\r\n',
      ' - ',
      '-\n',
      '\u200B',
      '\\u002d',
      '%2D',
      '&ndash;',
    )
    const symbols = fc
      .uniqueArray(anySymbol, { minLength: 10, maxLength: 10 })
      .chain((kinds) => fc.tuple(fc.constant(kinds), fc.array(anySymbol, { minLength: 15, maxLength: 15 })))
      .map(([kinds, more]) => [...kinds, ...more])
      .filter((list) => /[G-Z]/.test(list.join('')))
    const joints = fc.array(joint, { minLength: 24, maxLength: 24 })
    fc.assert(
      fc.property(symbols, joints, (list, between) => {
        const written = list.map((symbol, index) => symbol + (between[index] ?? '')).join('')
        const masked = maskProductKeys(`see ${written} today`)
        expect(masked).toBe(
          `see XXXXX-XXXXX-XXXXX-XXXXX-${list.slice(20).join('')}${written.match(/\r?\n/g)?.join('') ?? ''} today`,
        )
      }),
    )
  })

  it('takes no column of last fives for a key', () => {
    const rows = fc.array(lastFive, { minLength: 2, maxLength: 14 })
    const start = fc.constantFrom('', '  ', '- ', '* ', '"')
    const end = fc.constantFrom('\n', '\r\n', ',\n', '",\n')
    fc.assert(
      fc.property(rows, start, end, fc.boolean(), (column, before, after, isHeaded) => {
        fc.pre(isHeaded || column.length !== 5)
        const heading = isHeaded ? 'PartialProductKey\n-----------------\n' : ''
        const text = heading + column.map((row) => before + row + after).join('')
        expect(maskProductKeys(text)).toBe(text)
      }),
    )
  })

  it('leaves hashes and encoded bytes as they are', () => {
    const hex = fc.array(fc.constantFrom(...'0123456789abcdef'), { minLength: 40, maxLength: 64 })
    fc.assert(
      fc.property(hex, fc.uint8Array({ minLength: 100, maxLength: 400 }), (digits, bytes) => {
        expect(maskProductKeys(digits.join(''))).toBe(digits.join(''))
        const encoded = Buffer.from(bytes).toString('base64')
        expect(maskProductKeys(encoded)).toBe(encoded)
      }),
    )
  })

  it('takes a very long line in its stride', () => {
    const line = 'ABCDE-'.repeat(200_000)
    const began = process.cpuUsage()
    maskProductKeys(line)
    maskProductKeys('A'.repeat(1_000_000))
    maskProductKeys('A \t'.repeat(300_000))
    maskProductKeys('BCDFG________'.repeat(20_000))
    maskProductKeys('%2D'.repeat(60_000))
    maskProductKeys('B \n'.repeat(60_000))
    maskProductKeys('BCDFG\n'.repeat(30_000))
    maskProductKeys('\u200B'.repeat(100_000))
    const { user, system } = process.cpuUsage(began)
    expect(user + system).toBeLessThan(2_000_000)
  })
})

describe('parseProductKey', () => {
  it.each([
    ['as printed', KEY],
    ['in lower case', KEY.toLowerCase()],
    ['with long dashes and blanks', KEY.replaceAll('-', ' — ')],
    ['run together', KEY.replaceAll('-', '')],
  ])('reads a key %s', (_how, text) => {
    expect(parseProductKey(text)).toEqual({ ok: true, key: KEY, partialKey: '6789N' })
  })

  it.each([
    ['BCDFG-HJKMP', { kind: 'wrongLength', symbols: 10 }],
    ['', { kind: 'wrongLength', symbols: 0 }],
    [KEY.replace('HJKMP', 'HJ0MP'), { kind: 'wrongSymbol', position: 8, symbol: '0' }],
    [KEY.replace('BCDFG', 'BCDFN'), { kind: 'secondN', position: 25 }],
  ])('refuses %s', (text, refusal) => {
    expect(parseProductKey(text)).toEqual({ ok: false, refusal })
  })
})

describe('a key that was read', () => {
  const symbol = fc.constantFrom(...'BCDFGHJKMPQRTVWXY2346789')
  const symbols = fc.array(symbol, { minLength: 25, maxLength: 25 })
  const withN = fc
    .tuple(symbols, fc.option(fc.nat(24)))
    .map(([list, place]) => list.map((one, index) => (index === place ? 'N' : one)))

  it('prints as it was, however it was written', () => {
    const dash = fc.constantFrom('-', '', ' ', ' – ', '—', '\u00A0')
    fc.assert(
      fc.property(withN, dash, fc.boolean(), (list, between, isLower) => {
        const key = [0, 5, 10, 15, 20].map((start) => list.slice(start, start + 5).join('')).join('-')
        const written = key.replaceAll('-', between)
        const parsed = parseProductKey(isLower ? written.toLowerCase() : written)
        expect(parsed).toEqual({ ok: true, key, partialKey: key.slice(-5) })
        expect(parsed.ok && parseProductKey(parsed.key)).toEqual(parsed)
      }),
    )
  })

  it('is refused with any symbol outside the alphabet, and named by its place', () => {
    const wrong = fc.constantFrom(...'AEILOSUZ015')
    fc.assert(
      fc.property(symbols, fc.nat(24), wrong, (list, place, one) => {
        const text = list.map((symbol, index) => (index === place ? one : symbol)).join('')
        expect(parseProductKey(text)).toEqual({
          ok: false,
          refusal: { kind: 'wrongSymbol', position: place + 1, symbol: one },
        })
      }),
    )
  })
})

describe('cleanPartialKey', () => {
  it.each([
    ['T83GX', 'T83GX'],
    [' t83gx ', 'T83GX'],
    ['CCCCC', 'CCCCC'],
    ['J3AT1', 'J3AT1'],
    ['Q1W2E', 'Q1W2E'],
    [MASKED, '6789N'],
    ['XXXXX', undefined],
    ['xxxxx', undefined],
    ['XXXXXXXXXXXXXXXXXX', undefined],
    ['*****', undefined],
    ['@@@@@', undefined],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('reads %s as %s', (text, expected) => {
    expect(cleanPartialKey(text)).toBe(expected)
  })
})

it.each([
  ['2YT43', true],
  ['WFG99', true],
  ['8XDDN', true],
  ['ABCDE', false],
  ['12345', false],
  ['2YT4O', false],
])('knows whether a key can end in %s', (lastFive, can) => {
  expect(canEndKey(lastFive)).toBe(can)
})
