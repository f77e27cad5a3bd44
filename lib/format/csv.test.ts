import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvRows } from './csv'

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])(
  'a cell beginning like %j is no formula',
  (cell) => {
    expect(csvRows([[cell]]).replace(/^"/, '')).toMatch(/^'/)
  },
)

test('commas, quotes and line breaks stay inside their cell', () => {
  expect(csvRows([['a,b', 'say "hi"', 'two\nlines', null]])).toBe('"a,b","say ""hi""","two\nlines",\r\n')
})

test('whatever is written can be read back, save for the apostrophe', () => {
  const cell = fc.string().map((text) => text.replaceAll('\0', ''))
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 4 }), (cells) => {
      const [read] = parse(csvRows([cells]), { relax_column_count: true }) as string[][]
      expect(read?.map((text) => text.replace(/^'/, ''))).toEqual(cells.map((text) => text.replace(/^'/, '')))
    }),
  )
})
