import type { Metadata } from 'next'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { requireActor } from '@/lib/auth/actor'
import { PERMISSION_WORDS, roleCan } from '@/lib/auth/permissions'
import { REPORT_SOURCES } from '@/lib/data/reports/reports'
import { paths } from '@/lib/format/paths'
import { REPORTS, type ReportFacts, type ReportNumber } from '@/lib/format/reports'

export const metadata: Metadata = { title: 'Reports' }

interface Row extends ReportFacts {
  number: ReportNumber
  /** why it cannot be opened */
  refusal?: string
}

const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'question',
    header: 'Question',
    rowHeader: true,
    grow: true,
    minWidth: '16rem',
    cell: ({ number, question, refusal }) =>
      refusal === undefined ? (
        <Link href={paths.report(number)}>{question}</Link>
      ) : (
        <>
          {question}
          <small>{refusal}</small>
        </>
      ),
  },
  { id: 'title', header: 'Report', nowrap: true, cell: ({ title }) => title },
  { id: 'audience', header: 'For', soft: true, nowrap: true, cell: ({ audience }) => audience },
  { id: 'number', header: 'Number', soft: true, cell: ({ number }) => number },
]

export default async function ReportsPage() {
  const actor = await requireActor('machine.read')
  const rows = Object.entries(REPORTS).map(([number, facts]): Row => {
    const name = number as ReportNumber
    const { permission } = REPORT_SOURCES[name]
    const refusal =
      actor.role && roleCan(actor.role, permission)
        ? 'Its figures are of the whole fleet. You see only the machines of your sites.'
        : `Your role does not let you ${PERMISSION_WORDS[permission]}.`
    return { number: name, ...facts, ...(!actor.can(permission) && { refusal }) }
  })
  return (
    <div className="grid gap-5 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Reports"
        description="One question each, answered in a sentence, with the figures of the pages. To print, to keep as a file, to hand on."
        actions={
          <>
            {actor.can('report.share') && <LinkButton href={paths.shares()}>Shared</LinkButton>}
            {actor.can('channel.read') && <LinkButton href={paths.schedules()}>Schedules</LinkButton>}
          </>
        }
      />
      <DataTable label="Reports" columns={COLUMNS} rows={rows} rowId={({ number }) => number} />
    </div>
  )
}
