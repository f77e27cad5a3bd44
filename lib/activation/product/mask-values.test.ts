import { expect, it } from 'vitest'
import { maskValues } from './mask-values'

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
