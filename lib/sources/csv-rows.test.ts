import { describe, expect, it } from 'vitest'
import { type CsvRow, readCsvRows } from './csv-rows'

async function* inPieces(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

async function rows(text: string, size = 7): Promise<CsvRow[]> {
  const found: CsvRow[] = []
  for await (const row of readCsvRows(inPieces(text, size))) found.push(row)
  return found
}

describe('CSV rows', () => {
  it('settles the delimiter on the header and leaves out blank lines and the type line', async () => {
    const found = await rows('#TYPE Selected.CimInstance\r\nName;Status\r\n\r\n"A;B";1\r\n')
    expect(found).toEqual([
      { line: 2, cells: ['Name', 'Status'], raw: 'Name;Status' },
      { line: 4, cells: ['A;B', '1'], raw: '"A;B";1' },
    ])
  })

  it('reads line breaks and doubled quotes inside a quoted cell', async () => {
    const found = await rows('a,b\n"one\ntwo ""x""",2\n3,4\n')
    expect(found.map(({ line, cells }) => [line, cells])).toEqual([
      [1, ['a', 'b']],
      [2, ['one\ntwo "x"', '2']],
      [4, ['3', '4']],
    ])
  })

  it('loses only the line of a quote that is never closed', async () => {
    const good = Array.from({ length: 120 }, (_, index) => `${index},x`)
    const found = await rows(['a,b', '"broken,1', ...good].join('\n'))
    expect(found.filter(({ problem }) => problem)).toEqual([
      { line: 2, cells: [], raw: '"broken,1', problem: 'a quote that is never closed' },
    ])
    expect(found).toHaveLength(122)
  })

  it('keeps the good rows between two broken ones', async () => {
    const found = await rows('a,b\n"broken,1\n1,2\n3,4\nbad",5,6\n7,8\n')
    expect(found.map(({ line, problem }) => [line, problem !== undefined])).toEqual([
      [1, false],
      [2, true],
      [3, false],
      [4, false],
      [5, true],
      [6, false],
    ])
  })
})
