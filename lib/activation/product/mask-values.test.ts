import fc from 'fast-check'
import { expect, it } from 'vitest'
import { maskValues } from './mask-values'
import { maskProductKeys } from './product-key'

// No real key: the groups only have the shape of one.
const KEY = 'BCDFG-HJKMP-QRTVW-XY234-6789N'
const MASKED = 'XXXXX-XXXXX-XXXXX-XXXXX-6789N'

it('masks product keys in every text, and in names of fields', () => {
  const value = {
    note: `is ${KEY}`,
    [KEY]: 1,
    deep: [{ reason: KEY.toLowerCase() }, KEY.replaceAll('-', '')],
  }
  expect(maskValues(value)).toEqual({
    note: `is ${MASKED}`,
    [MASKED]: 1,
    deep: [{ reason: MASKED }, MASKED],
  })
})

it.each([
  KEY.replaceAll('-', '%2D'),
  KEY.replaceAll('-', '&ndash;'),
  KEY.replace(/[A-Z0-9]/g, (symbol) => String.fromCharCode(symbol.charCodeAt(0) + 0xfee0)),
])('masks a key written as %s', (key) => {
  expect(maskValues({ name: `${key}.txt` })).toEqual({ name: `${MASKED}.txt` })
})

it('leaves everything else as it is', () => {
  const at = new Date(0)
  const bytes = Uint8Array.of(1, 2)
  const value = {
    at,
    bytes,
    count: 3,
    none: null,
    absent: undefined,
    id: '73111121-5638-40f6-bc11-f1d7b0d64300',
  }
  expect(maskValues(value)).toEqual(value)
  expect(maskValues(value).at).toBe(at)
  expect(maskValues(value).bytes).toBe(bytes)
})

it('masks a text exactly as maskProductKeys does', () => {
  const piece = fc.constantFrom(
    'BCDFG',
    'hjkmp',
    'QRT2W',
    'XY234',
    '6789N',
    '-',
    '–',
    '—',
    ' ',
    '?',
    'â€“',
    '\uFFFD',
    '\r\n',
    '.',
    '06401',
    'ber',
    '7',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
      const text = pieces.join('')
      expect(maskValues(text)).toBe(maskProductKeys(text))
    }),
    { numRuns: 2_000 },
  )
  const joints = ['-', '–', ' – ', '', '?', 'â€“', 'ΓÇô', '\uFFFD\uFFFD\uFFFD', '\u00AD', '-\r\n']
  for (const joint of joints) expect(maskValues(KEY.replaceAll('-', joint))).not.toContain('HJKMP')
})
