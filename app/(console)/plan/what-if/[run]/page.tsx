import { Download, FileSpreadsheet, FileText } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ReportChartView } from '@/components/charts/report-chart'
import { PageHeader } from '@/components/layout/page-header'
import { DownloadButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { whatIfFigures, whatIfReport } from '@/lib/activation/whatif/whatif-report'
import { requireActor } from '@/lib/auth/actor'
import {
  loadWhatIfAnswer,
  loadWhatIfRun,
  loadWhatIfRuns,
  type WhatIfDone,
  type WhatIfRun,
} from '@/lib/data/whatif/what-if-store'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { PlainReportTable } from '../../../reports/[report]/report-table'
import { PlanItButton, RunBoard } from './run-board'

export const metadata: Metadata = { title: 'What if' }

interface RunPageProps {
  params: Promise<{ run: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Rows of a table on the page; a file holds all of them. */
const MOST_ROWS = 200

export default async function RunPage({ params, searchParams }: RunPageProps) {
  const [{ run: id }, { beside }] = await Promise.all([params, searchParams])
  const actor = await requireActor('plan.read')
  const run = await loadWhatIfRun(actor, id)
  if (!run) notFound()
  const mayChange = actor.can('plan.change')
  const done = await loadWhatIfAnswer(run.id)
  if (!done) return <RunBoard run={run} mayChange={mayChange} />
  const other = typeof beside === 'string' ? await loadWhatIfRun(actor, beside) : undefined
  const otherDone = other && (await loadWhatIfAnswer(other.id))
  const runs = (await loadWhatIfRuns(actor)).filter((one) => one.state === 'done' && one.id !== run.id)
  return (
    <div className="grid gap-8 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title={`What if ${run.title}?`}
        description={<p className="text-base text-ink">{done.answer.sentence}</p>}
        actions={
          <>
            <DownloadButton icon={Download} href={paths.api.whatIfFile(run.id, 'csv')}>
              Machines as CSV
            </DownloadButton>
            <DownloadButton icon={FileSpreadsheet} href={paths.api.whatIfFile(run.id, 'xlsx')}>
              Excel
            </DownloadButton>
            <DownloadButton icon={FileText} href={paths.api.whatIfFile(run.id, 'pdf')}>
              PDF
            </DownloadButton>
            <PlanItButton id={run.id} mayChange={mayChange} />
          </>
        }
      />
      {other && otherDone && <SideBySide runs={[run, other]} answers={[done, otherDone]} />}
      <Answer done={done} />
      {runs.length > 0 && (
        <Section title="Compare with" className="print:hidden">
          <ul className="list-disc pl-5">
            {runs.slice(0, 10).map((one) => (
              <li key={one.id}>
                <Link className="link" href={paths.whatIfRun(run.id, { beside: one.id })}>
                  {one.title}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  )
}

function Answer({ done: { answer, lapses } }: { done: WhatIfDone }) {
  const report = whatIfReport(answer, lapses)
  return (
    <>
      {report.words
        ?.filter(({ lines }) => lines.length > 0)
        .map(({ title, lines }) => (
          <Section key={title} title={title}>
            <ul className="list-disc pl-5 max-w-[80ch] grid gap-1">
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </Section>
        ))}
      {report.charts?.map((chart) => (
        <ReportChartView key={chart.title} chart={chart} />
      ))}
      {report.tables.map((table) => (
        <Section
          key={table.title}
          title={table.title}
          hint={
            table.rows.length > MOST_ROWS
              ? `The first ${MOST_ROWS} of ${formatCount(table.rows.length)}. The files hold all of them.`
              : undefined
          }
        >
          <PlainReportTable table={{ ...table, rows: table.rows.slice(0, MOST_ROWS) }} />
        </Section>
      ))}
    </>
  )
}

/** Two answers in figures. */
function SideBySide({
  runs,
  answers,
}: {
  runs: readonly [WhatIfRun, WhatIfRun]
  answers: readonly [WhatIfDone, WhatIfDone]
}) {
  const [one, other] = answers.map(({ answer, lapses }) => whatIfFigures(answer, lapses))
  const [this_, that] = runs
  return (
    <Section title="Side by side">
      <PlainReportTable
        table={{
          title: 'Side by side',
          columns: [
            { header: 'Figure', kind: 'text' },
            { header: this_.title, kind: 'text' },
            { header: that.title, kind: 'text' },
          ],
          rows: (one ?? []).map(({ name, value }, at) => [name, value, other?.[at]?.value ?? null]),
          empty: '',
        }}
      />
    </Section>
  )
}
