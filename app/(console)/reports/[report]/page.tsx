import { Download } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { PageHeader } from '@/components/layout/page-header'
import { DownloadButton } from '@/components/ui/button'
import { plainLine } from '@/lib/activation/words/plain-line'
import { type Actor, requireActor } from '@/lib/auth/actor'
import { roleCan } from '@/lib/auth/permissions'
import { loadFilterChoices } from '@/lib/data/reports/filter-choices'
import { requestOf } from '@/lib/data/reports/report-request'
import { loadReport, REPORT_SOURCES } from '@/lib/data/reports/reports'
import { paths } from '@/lib/format/paths'
import { isReportNumber, reportChoice, reportFacts, reportQuery } from '@/lib/format/reports'
import { EntitlementDialog } from './entitlement-dialog'
import { ReportActions } from './report-actions'
import { ReportFilter } from './report-filter'
import { ReportView } from './report-view'

const NO_SHARING = 'Your role does not share reports. A manager or a licensing admin can.'
const NO_SHARING_OF_SITES = 'Only people who see the whole fleet share reports. Send this one as a file.'

interface ReportPageProps {
  params: Promise<{ report: string }>
  searchParams: Promise<SearchParams>
}

/** Rows of a table before somebody asks for all of them, and then. */
const FIRST_ROWS = 200
const ALL_ROWS = 20_000
const NO_EXPORT = 'Your role does not include exports. A manager or a licensing admin can export this report.'

function noSharing(actor: Actor): string | undefined {
  if (actor.can('report.share')) return undefined
  return actor.role && roleCan(actor.role, 'report.share') ? NO_SHARING_OF_SITES : NO_SHARING
}

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
  const noExport = actor.can('machine.export') ? undefined : NO_EXPORT
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
          <ReportActions number={number} choice={choice} noExport={noExport} noSharing={noSharing(actor)}>
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
