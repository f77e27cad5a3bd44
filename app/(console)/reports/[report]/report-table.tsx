import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/feedback/empty-state'
import { Link } from '@/components/ui/link'
import type { ReportCell, ReportColumn, ReportRow, ReportTable } from '@/lib/activation/report/report'
import { isNumeric, isText, sayCell, sayCut } from '@/lib/data/reports/say-cell'

interface ReportTableViewProps {
  table: ReportTable
  /** rows shown at most */
  most: number
  /** where all rows are */
  allHref: string | undefined
}

/** A table of a report: its first rows, its total, and how many more there are. */
export function ReportTableView({ table, most, allHref }: ReportTableViewProps) {
  const rows = table.rows.slice(0, most)
  const cut = sayCut(table, rows.length)
  return (
    <div className="grid gap-2 min-w-0">
      <PlainReportTable table={{ ...table, rows }} />
      {cut && (
        <p className="text-ink-soft text-table">
          {cut}{' '}
          {allHref && (
            <Link className="link" href={allHref}>
              Show all
            </Link>
          )}
        </p>
      )}
    </div>
  )
}

/** A table with all its rows and its total. */
export function PlainReportTable({ table: { title, columns, rows, total, empty } }: { table: ReportTable }) {
  return (
    <DataTable
      label={title}
      columns={columns.map(columnOf)}
      rows={[...rows, ...(total ? [total] : [])].map((cells, at) => ({ cells, at }))}
      rowId={({ at }) => String(at)}
      rowProps={({ cells }) => (cells === total ? { className: 'font-semibold' } : {})}
      empty={<EmptyState kind="noData" title={empty} />}
    />
  )
}

interface Row {
  cells: ReportRow
  at: number
}

function columnOf(column: ReportColumn, at: number): Column<Row> {
  return {
    id: `${at}`,
    header: column.header,
    ...(at === 0 && { rowHeader: true as const }),
    ...(isNumeric(column) && { numeric: true as const }),
    ...((column.kind === 'time' || column.kind === 'day') && { nowrap: true as const }),
    ...(isText(column.kind) && { minWidth: '8rem' }),
    cell: ({ cells }) => <Cell cell={cells[at] ?? null} kind={column.kind} />,
  }
}

function Cell({ cell, kind }: { cell: ReportCell; kind: ReportColumn['kind'] }) {
  const words = sayCell(cell, kind)
  return typeof cell === 'object' && cell !== null ? <Link href={cell.href}>{words}</Link> : words
}
