'use client'

import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/feedback/empty-state'
import { formatCount } from '@/lib/format/counts'
import { formatDateTime } from '@/lib/format/dates'

type Cell = string | number | null

interface PrintTableProps {
  label: string
  columns: readonly { header: string; isTime: boolean }[]
  rows: readonly (readonly Cell[])[]
}

/** The rows as plain text: a thousand of them are sent as data and drawn here. */
export function PrintTable({ label, columns, rows }: PrintTableProps) {
  return (
    <DataTable
      label={label}
      columns={columns.map(({ header, isTime }, at) => ({
        id: String(at),
        header,
        ...(at === 0 && { rowHeader: true as const }),
        cell: ({ cells }: { cells: readonly Cell[] }) => sayValue(cells[at] ?? null, isTime),
      }))}
      rows={rows.map((cells, at) => ({ cells, at }))}
      rowId={({ at }) => String(at)}
      empty={<EmptyState kind="noMatch" title="Nothing matches this filter" />}
    />
  )
}

function sayValue(value: Cell, isTime: boolean): string {
  if (value === null) return ''
  if (typeof value === 'number') return formatCount(value)
  return isTime && value !== '' ? formatDateTime(new Date(value)) : value
}
