import { expect, it } from 'vitest'
import { columns, type Report } from './report'
import { withoutLinks, withoutNames } from './without-names'

const REPORT: Report = {
  number: 'R5',
  title: 'What runs out',
  question: 'What ends by when?',
  answer: 'Below the need: KMS01.corp.example, kms01.corp.example.org and pc.',
  madeAt: '2026-11-30T12:00:00Z',
  period: 'Today',
  filters: ['KMS host: kms02.corp.example'],
  asOf: null,
  stale: ['logs of kms01', 'logs of kms02'],
  words: [{ title: 'Of pc', lines: ['pc is new.'] }],
  pictures: [
    {
      ...{ title: 'Who asks kms01.corp.example', width: 100, height: 100 },
      shapes: [{ kind: 'text', x: 0, y: 0, anchor: 'start', text: 'kms01.corp.example' }],
    },
  ],
  charts: [
    {
      kind: 'lines',
      title: 'Of kms01.corp.example',
      labels: [],
      series: [{ name: 'kms01.corp.example (Office)', tone: 'ok', values: [] }],
    },
  ],
  tables: [
    {
      title: 'By machine',
      columns: columns(
        ['Machine', 'machine'],
        ['KMS host', 'kmsHost'],
        ['Reason', 'words'],
        ['Machines', 'count'],
        'What',
      ),
      rows: [
        [
          { value: 'pc', href: '/clients/pc' },
          'kms01.corp.example',
          'board of pc',
          3,
          'pc asks kms01.corp.example',
        ],
        ['PC2.corp.example', null, null, 4, 'pcs'],
      ],
      total: ['All', null, null, 7, null],
      empty: 'None.',
    },
  ],
}

it('machines and KMS hosts have numbers in place of names, the same ones everywhere', () => {
  const told = withoutNames(REPORT, { kmsHost: 'kms02.corp.example' })
  expect(told.tables[0]?.rows).toEqual([
    ['Machine 1', 'KMS host 1', 'Left out', 3, 'Machine 1 asks KMS host 1'],
    ['Machine 2', null, null, 4, 'pcs'],
  ])
  expect(told.answer).toBe('Below the need: KMS host 1, kms01.corp.example.org and Machine 1.')
  expect(told.charts?.[0]).toMatchObject({
    title: 'Of KMS host 1',
    series: [{ name: 'KMS host 1 (Office)' }],
  })
  expect(told.words).toEqual([{ title: 'Of Machine 1', lines: ['Machine 1 is new.'] }])
  expect(told.pictures?.[0]).toMatchObject({
    title: 'Who asks KMS host 1',
    shapes: [{ text: 'KMS host 1' }],
  })
  expect(told.filters).toEqual(['KMS host: KMS host 2'])
  expect(told.stale).toEqual(['2 sources'])
  expect(told.tables[0]?.total).toEqual(['All', null, null, 7, null])
})

it('names may hold signs that mean something in a pattern', () => {
  const table = { ...REPORT.tables[0], rows: [['a.b+(c', null, null, 1, 'a.b+(c']] } as Report['tables'][0]
  expect(withoutNames({ ...REPORT, tables: [table] }).tables[0]?.rows).toEqual([
    ['Machine 1', null, null, 1, 'Machine 1'],
  ])
})

it('without links a cell is its value', () => {
  expect(withoutLinks(REPORT).tables[0]?.rows[0]?.[0]).toBe('pc')
})
