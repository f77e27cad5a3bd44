import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ReportView } from '@/app/(console)/reports/[report]/report-view'
import { Logo } from '@/components/layout/logo'
import { PageHeader } from '@/components/layout/page-header'
import { withoutLinks, withoutNames } from '@/lib/activation/report/without-names'
import { plainLine } from '@/lib/activation/words/plain-line'
import { NOBODY } from '@/lib/auth/actor-kinds'
import { NotPermitted } from '@/lib/data/permission'
import { requestOf } from '@/lib/data/reports/report-request'
import { loadReport } from '@/lib/data/reports/reports'
import { formatDateTime } from '@/lib/format/dates'
import { isReportNumber, reportChoice } from '@/lib/format/reports'
import { openSharedReport } from '@/lib/operations/reports/shares'

export const metadata: Metadata = { title: 'Shared report', referrer: 'no-referrer' }

/** Rows of a table at most: as many as a PDF holds. */
const ROWS = 2_000

/** One report, for whoever has its link: no session is read, and nothing leads anywhere else. */
export default async function SharedReportPage({ params }: { params: Promise<{ link: string }> }) {
  const { link } = await params
  const opened = await openSharedReport.run({ ...NOBODY, name: 'somebody with the link' }, { link })
  if (!opened.ok || !isReportNumber(opened.share.report)) notFound()
  const { share, reader } = opened
  const report = await loadShared(opened)
  return (
    <main className="mx-auto grid w-full max-w-[80rem] gap-6 px-4 py-8 grid-cols-[minmax(0,1fr)]">
      <div className="flex items-center gap-2.5 text-ink-soft">
        <Logo />
        <span className="text-sm font-medium">Activation Console</span>
      </div>
      <PageHeader
        title={report.question}
        description={
          <>
            <p className="text-base text-ink">{plainLine(report.answer)}</p>
            <p>
              Shared by {reader.name}, until {formatDateTime(share.endsAt)}.
            </p>
          </>
        }
      />
      <ReportView report={report} most={ROWS} />
    </main>
  )
}

type Opened = Extract<Awaited<ReturnType<typeof openSharedReport.run>>, { ok: true }>

async function loadShared({ share, reader }: Opened) {
  const { report: number, query, hidesNames } = share
  if (!isReportNumber(number)) notFound()
  const choice = reportChoice(number, new URLSearchParams(query))
  const report = await loadReport(reader, number, requestOf(choice, { now: new Date(), rows: ROWS })).catch(
    (error: unknown) => {
      // Whoever made the link may not see this report any more.
      if (error instanceof NotPermitted) notFound()
      throw error
    },
  )
  const { machine, host: kmsHost } = choice.filters
  return withoutLinks(hidesNames ? withoutNames(report, { machine, kmsHost }) : report)
}
