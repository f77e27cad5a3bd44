'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/feedback/empty-state'
import { Link } from '@/components/ui/link'
import { nothing } from '@/components/ui/nothing'
import { Time } from '@/components/ui/time'
import { nextDue, sayRhythm } from '@/lib/activation/report/schedule'
import type { ScheduleRow } from '@/lib/data/reports/schedules'
import { formatDateTime } from '@/lib/format/dates'
import { paths } from '@/lib/format/paths'
import { isReportNumber, reportFacts } from '@/lib/format/reports'
import { ScheduleActions } from './schedule-dialogs'

const NEXT_SHOWN = 3

const COLUMNS: readonly Column<ScheduleRow>[] = [
  {
    id: 'report',
    header: 'Report',
    rowHeader: true,
    cell: ({ report, query }) => (
      <Link href={`${paths.report(report)}${query && `?${query}`}`}>
        <strong>{isReportNumber(report) ? reportFacts(report).title : report}</strong>
      </Link>
    ),
  },
  { id: 'when', header: 'When', minWidth: '14rem', cell: (row) => sayRhythm(row) },
  {
    id: 'to',
    header: 'To',
    cell: ({ channel, recipients }) => [channel, recipients.join(', ')].filter(Boolean).join(': ') || nothing,
  },
  { id: 'format', header: 'As', cell: ({ format }) => (format === 'pdf' ? 'PDF' : 'Excel') },
  { id: 'next', header: 'Next', nowrap: true, cell: (row) => <Next row={row} /> },
  { id: 'last', header: 'Last', minWidth: '10rem', cell: (row) => <Last row={row} /> },
]

/** The schedules, each with its next three times and what became of the last. */
export function SchedulesTable({
  schedules,
  mayChange,
}: {
  schedules: readonly ScheduleRow[]
  mayChange: boolean
}) {
  const actions: Column<ScheduleRow> = {
    id: 'actions',
    header: 'Actions',
    headerHidden: true,
    end: true,
    cell: (row) => <ScheduleActions row={row} />,
  }
  return (
    <DataTable
      label="Scheduled reports"
      columns={mayChange ? [...COLUMNS, actions] : COLUMNS}
      rows={schedules}
      rowId={({ id }) => id}
      empty={
        <EmptyState kind="noData" title="No report goes out by itself">
          Schedule one to have it sent every week, month or quarter.
        </EmptyState>
      }
    />
  )
}

function Next({ row }: { row: ScheduleRow }) {
  if (row.pausedAt !== null) return <span className="text-bad">Paused {row.pausedWhy}</span>
  const times = [Date.parse(row.nextDueAt)]
  while (times.length < NEXT_SHOWN) times.push(nextDue(row, times.at(-1) ?? 0))
  return times.map((time) => (
    <span key={time} className="block">
      {formatDateTime(new Date(time))}
    </span>
  ))
}

function Last({ row }: { row: ScheduleRow }) {
  if (row.lastRanAt === null) return nothing
  return (
    <>
      <Time at={row.lastRanAt} inList />
      {row.lastProblem ? (
        <small className="text-bad">Failed: {row.lastProblem}</small>
      ) : (
        <small>Sent on its way</small>
      )}
    </>
  )
}
