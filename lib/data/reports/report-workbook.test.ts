import readXlsx from 'read-excel-file/node'
import { expect, it } from 'vitest'
import { columns, type Report } from '@/lib/activation/report/report'
import { reportWorkbook } from './report-workbook'

const HOSTILE = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1+1', 'a\r\nb', '<b>&</b>', 'a\u202Eb']

const REPORT: Report = {
  number: 'R5',
  title: 'What runs out',
  question: 'What ends by when?',
  answer: '=2+2 lapses.',
  words: [{ title: 'What this did not look at', lines: ['Machines that nobody reported.', '=3+3'] }],
  madeAt: '2026-11-30T12:00:00Z',
  period: 'Today',
  filters: [],
  asOf: null,
  stale: [],
  tables: [
    {
      title: 'By machine',
      columns: columns(['Machine', 'machine'], ['Ends', 'day']),
      rows: HOSTILE.map((name) => [name, '2026-12-01']),
      empty: 'None.',
    },
  ],
}

it('holds text that no spreadsheet takes for a formula, whatever machines are called, and says around the tables what the other faces say', async () => {
  const file = Buffer.from(await reportWorkbook(REPORT))
  const [table, about] = (await readXlsx(file)) as unknown as { data: unknown[][] }[]
  expect(table?.data.length).toBe(1 + HOSTILE.length)
  for (const [name, day] of table?.data.slice(1) ?? []) {
    expect(String(name)).not.toMatch(/^[=+\-@\t\r]|[\r\n\u202E]/)
    expect(day).toBeInstanceOf(Date)
  }
  expect(about?.data).toEqual(
    expect.arrayContaining([['What this did not look at', 'Machines that nobody reported.']]),
  )
})
