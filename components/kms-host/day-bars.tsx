'use client'

import { formatCount } from '@/lib/format/counts'
import { formatDay } from '@/lib/format/dates'
import { ChartTooltip } from '../charts/chart-tooltip'
import { Plot } from '../charts/plot'
import { countScale, heightOf, stepPath } from '../charts/plot-scale'
import type { Column } from '../data-table/column'
import { DataTable } from '../data-table/data-table'

export interface RequestDay {
  /** UTC day, 'YYYY-MM-DD' */
  day: string
  requests: number
  failed: number
}

/** Requests per UTC day as columns from zero, the refused part on top in another colour. */
export function DayBars({ days }: { days: readonly RequestDay[] }) {
  const scale = countScale(days.map(({ requests }) => requests))
  const top = Math.max(0, ...days.map(({ requests }) => requests))
  const total = days.reduce((sum, { requests }) => sum + requests, 0)
  const columns = (count: (day: RequestDay) => number) =>
    `${stepPath(days.map((day) => heightOf(count(day), scale)))}V100H0Z`
  const explain = (column: number) => {
    const day = days[column]
    if (!day) return null
    const rows = [
      { label: 'Requests', value: day.requests, colour: 'var(--accent)' },
      { label: 'Refused', value: day.failed, colour: 'var(--warn)' },
    ]
    return <ChartTooltip title={formatDay(day.day)} rows={rows} />
  }
  return (
    <div
      role="img"
      aria-label={`${formatCount(total)} requests in ${days.length} days, at most ${formatCount(top)} on one day`}
    >
      <Plot days={days.map(({ day }) => day)} scale={scale} explain={explain}>
        <path d={columns(({ requests }) => requests)} fill="var(--warn)" />
        <path
          d={columns(({ requests, failed }) => requests - failed)}
          fill="color-mix(in oklab, var(--accent) 65%, var(--surface-raised))"
        />
      </Plot>
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
