import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readKeyLines } from './key-lines'
import { sayKeyRefusal } from './key-sentence'

// No real key: the groups only have the shape of one.
const KEY = 'BCDFG-HJKMP-QRTVW-XY234-6789N'

const OTHER = '98764-32YXW-VTRQP-MKJHG-FDCBN'

/** As East Asian keyboards type it. */
const wide = (text: string) =>
  [...text].map((one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).join('')

const only = (text: string) => readKeyLines(text)[0]?.reading

describe('readKeyLines', () => {
  it.each([
    ['as printed', KEY],
    ['in lower case', KEY.toLowerCase()],
    ['with long dashes', KEY.replaceAll('-', '–')],
    ['with long dashes and blanks', KEY.replaceAll('-', ' — ')],
    ['with dashes read as CP1252', KEY.replaceAll('-', 'â€“')],
    ['with dashes lost to question marks', KEY.replaceAll('-', '?')],
    ['in groups with blanks', KEY.replaceAll('-', ' ')],
    ['run together', KEY.replaceAll('-', '')],
    ['in full-width letters', wide(KEY)],
    ['as a mail quotes it', `> ${KEY}`],
    ['with blanks around', `   ${KEY}\t`],
    ['in quotes', `"${KEY}"`],
  ])('reads a key %s', (_how, text) => {
    expect(only(text)).toEqual({ ok: true, key: KEY, partialKey: '6789N' })
  })

  it.each([
    [`Windows 11 Enterprise\t${KEY}`, 'Windows 11 Enterprise'],
    [`Windows Server 2022: ${KEY}`, 'Windows Server 2022'],
    [`${KEY}, Office LTSC 2024`, 'Office LTSC 2024'],
    [`Staff group plant ${KEY}`, 'Staff group plant'],
    [`Plant ${KEY.replaceAll('-', ' ')} north`, 'Plant north'],
    [`${KEY.replaceAll('-', '')} MAK`, 'MAK'],
    [KEY, ''],
  ])('keeps the words beside the key in "%s"', (text, words) => {
    expect(readKeyLines(text)).toEqual([
      { line: 1, part: 1, words, reading: { ok: true, key: KEY, partialKey: '6789N' } },
    ])
  })

  it.each([
    `Plant\t${KEY}\t${OTHER}`,
    `Plant ${KEY} ${OTHER.replaceAll('-', '')}`,
    `${OTHER}; Plant ${KEY.replaceAll('-', ' ')}`,
  ])('finds every key of the line "%s"', (text) => {
    const read = readKeyLines(text)
    const keys = read.map(({ part, words, reading }) => [part, words, 'key' in reading && reading.key])
    expect(keys.toSorted((one, other) => String(one[2]).localeCompare(String(other[2])))).toEqual([
      [expect.any(Number), 'Plant', OTHER],
      [expect.any(Number), 'Plant', KEY],
    ])
    expect(read.map(({ part }) => part)).toEqual([1, 2])
  })

  it('takes words of five letters beside a key for no second key', () => {
    expect(readKeyLines(`${KEY} Staff group plant north floor`)).toHaveLength(1)
  })

  it.each([
    'Dear Anna,',
    'please find below the keys of the new agreement:',
    'Kind regards',
    'Bob (tel. 0123-45678-90123)',
    'Windows 11 Enterprise LTSC 2024 for the plants of the north',
  ])('says of "%s" that no key stands in it, and keeps no word of it', (text) => {
    const refusal = { kind: 'wrongLength', symbols: 0 }
    expect(readKeyLines(text)).toEqual([{ line: 1, part: 1, words: '', reading: { ok: false, refusal } }])
  })

  it('judges each line on its own, and counts empty lines', () => {
    const read = readKeyLines(`\r\n${KEY}\r\n\r\n${KEY.replace('K', '0')}\n`)
    expect(read.map(({ line, reading }) => [line, reading.ok])).toEqual([
      [2, true],
      [4, false],
    ])
  })

  it.each([
    ['one symbol missing', KEY.replace('M', ''), '24 letters and digits instead of 25: 1 too few.'],
    ['one too many', `${KEY}B`, '26 letters and digits instead of 25: 1 too many.'],
    [
      'an O in the second group',
      KEY.replace('HJK', 'HJO'),
      'Position 8 (the third of the second group) is O, which no product key contains; it may be D, G or Q.',
    ],
    [
      'an O beside words',
      `MAK: ${KEY.replace('HJK', 'HJO')}`,
      'Position 8 (the third of the second group) is O, which no product key contains; it may be D, G or Q.',
    ],
    [
      'a Cyrillic letter',
      KEY.replace('B', 'В'),
      'Position 1 (the first of the first group) is В, which no product key contains.',
    ],
    [
      'a second N',
      KEY.replace('B', 'N'),
      'Position 25 (the fifth of the fifth group) is a second N; a product key has at most one.',
    ],
  ])('says what is wrong with %s', (_what, text, sentence) => {
    const reading = only(text)
    expect(reading).toMatchObject({ ok: false })
    expect(reading?.ok === false && sayKeyRefusal(reading.refusal)).toBe(sentence)
  })

  it.each([
    ['masked with X', 'XXXXX-XXXXX-XXXXX-XXXXX-6789N'],
    ['masked with stars', '*****-*****-*****-*****-6789N'],
    ['by its last five', '6789n'],
    ['by its last five behind words', 'Windows 11 MAK; 6789N'],
    ['by its last five after a blank', 'Windows 11 Enterprise MAK 6789N'],
    ['by its last five before words', '6789n  Office LTSC 2024, plant'],
    ['by its last five behind an equals sign', 'MAK of the plant = 6789N'],
    ['as the console itself shows it', 'MAK …-6789N (Windows 11 Pro)'],
  ])('knows a key %s by its last five only', (_how, text) => {
    expect(only(text)).toEqual({ ok: true, lastFiveOnly: '6789N' })
  })

  it.each([
    '6789N, 3467B, 7XQ2P',
    '6789N;3467B;7XQ2P',
    '6789N / 3467B / 7XQ2P',
    '6789N\t3467B\t7XQ2P',
    '6789N 3467B 7XQ2P',
  ])('reads every last five of the line "%s"', (text) => {
    const found = readKeyLines(text).map(({ reading }) => 'lastFiveOnly' in reading && reading.lastFiveOnly)
    expect(found).toEqual(['6789N', '3467B', '7XQ2P'])
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        for (const { reading } of readKeyLines(text)) if (!reading.ok) sayKeyRefusal(reading.refusal)
      }),
    )
  })
})

it('takes product and type for the label of a key in the export of the admin centre', () => {
  const text = [
    'License ID\tOrganization name\tProduct\tType\tActivations\tOSA Status\tKey',
    `7001234\tExample Ltd\tWindows 11 Enterprise\tMAK\t12/50\tActive\t${KEY}`,
    `7001234\tExample Ltd\tWindows Server 2025 Std/DC\tKMS\t1/10\tActive\t${OTHER}`,
  ].join('\r\n')
  expect(readKeyLines(text)).toMatchObject([
    { line: 1, reading: { ok: false } },
    { line: 2, words: 'Windows 11 Enterprise, MAK', reading: { ok: true, key: KEY } },
    { line: 3, words: 'Windows Server 2025 Std/DC, KMS', reading: { ok: true, key: OTHER } },
  ])
})
