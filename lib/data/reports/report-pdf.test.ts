import { extractText } from 'unpdf'
import { expect, it } from 'vitest'
import { columns, type Report } from '@/lib/activation/report/report'
import { reportPdf } from './report-pdf'

const NAMES = [
  '工作站-01.corp.example',
  'ワークステーション02',
  '작업장-03',
  'مكتب-04',
  'משרד-05',
  'Müller-06',
  '=1+1',
  'ตู้-07',
]

const REPORT: Report = {
  number: 'R5',
  title: 'What runs out',
  question: 'What ends by when?',
  answer: 'All of them.',
  madeAt: '2026-11-30T12:00:00Z',
  period: 'Today',
  filters: [],
  asOf: null,
  stale: [],
  tables: [
    {
      title: 'By machine',
      columns: columns(['Machine', 'machine'], ['Machines', 'count']),
      rows: [...NAMES, 'a\r\nb\u202Ec'].map((name) => [name, 1]),
      empty: 'None.',
    },
  ],
}

it('holds names of every script as they are read, and none that breaks its line or turns around', async () => {
  const { text } = await extractText(await reportPdf(REPORT), { mergePages: true })
  for (const name of [...NAMES, 'a b c']) expect(text).toContain(name)
})

it('holds them in its question, sentences and notes as well', async () => {
  const report: Report = {
    ...REPORT,
    question: 'What if 工作站-11 lapses?',
    tables: [],
    words: [{ title: 'Of 작업장-12', lines: ['ตู้-14'] }],
    notes: ['ワークステーション15'],
  }
  const { text } = await extractText(await reportPdf(report), { mergePages: true })
  for (const name of ['工作站-11', '작업장-12', 'ตู้-14', 'ワークステーション15']) expect(text).toContain(name)
})
