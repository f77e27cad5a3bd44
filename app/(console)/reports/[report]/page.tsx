import { Download } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { PageHeader } from '@/components/layout/page-header'
import { DownloadButton } from '@/components/ui/button'
import { plainLine } from '@/lib/activation/words/plain-line'
import { requireActor } from '@/lib/auth/actor'
import { loadFilterChoices } from '@/lib/data/reports/filter-choices'
import { requestOf } from '@/lib/data/reports/report-request'
import { loadReport, REPORT_SOURCES } from '@/lib/data/reports/reports'
import { paths } from '@/lib/format/paths'
import { isReportNumber, reportChoice, reportFacts, reportQuery } from '@/lib/format/reports'
import { EntitlementDialog } from './entitlement-dialog'
import { ReportActions } from './report-actions'
import { ReportFilter } from './report-filter'
import { ReportView } from './report-view'

interface ReportPageProps {
  params: Promise<{ report: string }>
  searchParams: Promise<SearchParams>
}

/** Rows of a table before somebody asks for all of them, and then. */
const FIRST_ROWS = 200
const ALL_ROWS = 20_000
const NO_EXPORT = 'Your role does not include exports. A manager or a licensing admin can export this report.'

export async function generateMetadata({ params }: ReportPageProps): Promise<Metadata> {
  const { report } = await params
  return { title: isReportNumber(report) ? `${report} ${reportFacts(report).title}` : 'Reports' }
}

export default async function ReportPage({ params, searchParams }: ReportPageProps) {
  const [{ report: number }, search] = await Promise.all([params, searchParams])
  if (!isReportNumber(number)) notFound()
  const actor = await requireActor(REPORT_SOURCES[number].permission)
  const choice = reportChoice(number, search)
  const rows = search.rows === 'all' ? ALL_ROWS : FIRST_ROWS
  const [report, choices] = await Promise.all([
    loadReport(actor, number, requestOf(choice, { now: new Date(), rows })),
    loadFilterChoices(actor, number),
  ])
  const noExport = actor.can('fleet.export') ? undefined : NO_EXPORT
  const csv = (table: number, title: string) => (
    <DownloadButton
      look="quiet"
      size="small"
      icon={Download}
      href={paths.api.report(number, { as: 'csv', ...reportQuery(number, choice), table: String(table) })}
      disabledReason={noExport}
    >
      CSV<span className="sr-only"> of {title}</span>
    </DownloadButton>
  )
  return (
    <div className="grid gap-6 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title={report.question}
        description={<p className="text-base text-ink">{plainLine(report.answer)}</p>}
        actions={
          <ReportActions
            number={number}
            choice={choice}
            noExport={noExport}
            mayShare={actor.can('report.share')}
          >
            {number === 'R14' && (
              <EntitlementDialog products={choices.product} mayChange={actor.can('ledger.change')} />
            )}
          </ReportActions>
        }
      />
      <ReportFilter key={JSON.stringify(choice)} number={number} choice={choice} choices={choices} />
      <ReportView
        report={report}
        most={rows}
        csv={csv}
        allHref={paths.report(number, { ...reportQuery(number, choice), rows: 'all' })}
      />
    </div>
  )
}
