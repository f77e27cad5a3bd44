'use client'

import { formatCount } from '@/lib/format/counts'
import { formatDay, formatDayShort } from '@/lib/format/dates'
import type { Column } from '../data-table/column'
import { DataTable } from '../data-table/data-table'
import { classes } from '../ui/classes'

export interface RequestDay {
  /** UTC day, 'YYYY-MM-DD' */
  day: string
  requests: number
  failed: number
}

/** Requests per UTC day as columns from zero, the refused part on top in another colour. */
export function DayBars({ days }: { days: readonly RequestDay[] }) {
  const top = Math.max(1, ...days.map((day) => day.requests))
  const [first] = days
  const last = days.at(-1)
  const total = days.reduce((sum, day) => sum + day.requests, 0)
  return (
    <div
      role="img"
      aria-label={`${formatCount(total)} requests in ${days.length} days, at most ${formatCount(top)} on one day`}
      className="grid gap-1 text-xs text-ink-soft"
    >
      <span>{formatCount(top)}</span>
      <div className="flex items-end gap-px h-24 border-b">
        {days.map((day) => (
          <span
            key={day.day}
            title={`${formatDay(day.day)}: ${formatCount(day.requests)} requests, ${formatCount(day.failed)} refused`}
            className={classes('flex-1 flex flex-col min-w-0', day.requests > 0 && 'min-h-px')}
            style={{ height: `${(day.requests / top) * 100}%` }}
          >
            <span
              className="bg-warn"
              style={{ height: `${(day.failed / Math.max(1, day.requests)) * 100}%` }}
            />
            <span className="bg-accent/65 flex-1" />
          </span>
        ))}
      </div>
      <div className="flex justify-between">
        <span>{first && formatDayShort(first.day)}</span>
        <span>{last && formatDayShort(last.day)}</span>
      </div>
    </div>
  )
}

const COLUMNS: readonly Column<RequestDay>[] = [
  { id: 'day', header: 'UTC day', cell: ({ day }) => formatDay(day) },
  { id: 'requests', header: 'Requests', numeric: true, cell: ({ requests }) => formatCount(requests) },
  { id: 'failed', header: 'Refused', numeric: true, cell: ({ failed }) => formatCount(failed) },
]

/** The same days as rows, newest first. */
export function DayTable({ days }: { days: readonly RequestDay[] }) {
  return (
    <DataTable
      label="Requests by day"
      columns={COLUMNS}
      rows={days.toReversed()}
      rowId={({ day }) => day}
      maxHeight="24rem"
    />
  )
}
