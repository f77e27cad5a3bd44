import type { Report } from '@/lib/activation/report/report'
import { whatIfReport } from '@/lib/activation/whatif/whatif-report'
import { type CopiedReader, readerOf } from '../permission'
import { reportCsv } from '../reports/report-csv'
import { reportPdf } from '../reports/report-pdf'
import { reportWorkbook } from '../reports/report-workbook'
import { loadWhatIfAnswer, loadWhatIfRun } from './what-if-store'

/** What is asked of the thread that writes files: plain data. */
export interface WhatIfFileRequest extends CopiedReader {
  id: string
  /** 'csv': the machines that lapse; 'xlsx', 'pdf': all of the answer */
  as: string
}

/** An answer as a file; undefined where there is none yet, or no such kind of file. Throws NotPermitted. */
export async function writeWhatIfFile({
  id,
  as,
  ...asked
}: WhatIfFileRequest): Promise<string | Uint8Array | undefined> {
  const run = await loadWhatIfRun(readerOf(asked), id)
  const done = run && (await loadWhatIfAnswer(run.id))
  if (!run || !done) return undefined
  const at = run.finishedAt ?? run.askedAt
  const report: Report = {
    number: 'What if',
    title: run.title.length > 80 ? `${run.title.slice(0, 79)}…` : run.title,
    question: `What if ${run.title}?`,
    madeAt: at,
    period: `${run.question.days} days from ${run.askedAt.slice(0, 10)}`,
    filters: [],
    asOf: { newest: run.askedAt, oldest: run.askedAt },
    stale: [],
    ...whatIfReport(done.answer, done.lapses),
  }
  const [machines] = report.tables
  if (as === 'csv' && machines) return reportCsv(report, machines, false)
  if (as === 'pdf') return reportPdf(report)
  return as === 'xlsx' ? reportWorkbook(report) : undefined
}
