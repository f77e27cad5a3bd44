import type { ReactNode } from 'react'
import { ReportChartView } from '@/components/charts/report-chart'
import { Section } from '@/components/ui/card'
import { Fact, Facts } from '@/components/ui/facts'
import type { Report } from '@/lib/activation/report/report'
import { reportFactsInWords } from '@/lib/data/reports/report-words'
import { ReportTableView } from './report-table'

interface ReportViewProps {
  report: Report
  /** rows of a table at most */
  most: number
  /** where all rows are */
  allHref?: string
  /** a button for each table, by its place from 1; none where nobody can export */
  csv?: (table: number, title: string) => ReactNode
}

/** Everything of a report beneath its answer: charts, tables, what it does not say and what it rests on. */
export function ReportView({ report, most, allHref, csv }: ReportViewProps) {
  return (
    <>
      {report.charts?.map((chart) => (
        <ReportChartView key={chart.title} chart={chart} />
      ))}
      {report.tables.map((table, at) => (
        <Section key={table.title} title={table.title} actions={csv?.(at + 1, table.title)}>
          <ReportTableView table={table} most={most} allHref={allHref} />
        </Section>
      ))}
      {report.notes && report.notes.length > 0 && (
        <Section title="What this does not say">
          <ul className="list-disc pl-5 max-w-[72ch] text-ink-soft">
            {report.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="What this rests on">
        <Facts>
          {reportFactsInWords(report).map(([name, value]) => (
            <Fact key={name} name={name}>
              {value}
            </Fact>
          ))}
        </Facts>
      </Section>
    </>
  )
}
