import { formatCount } from '@/lib/format/counts'
import type { Column } from '../data-table/column'
import { DataTable } from '../data-table/data-table'
import { Link } from '../ui/link'

interface SeriesRow {
  label: string
  href?: string
  values: number[]
  /** the list behind each value, where there is one */
  valueHrefs?: string[]
}

interface SeriesTableProps {
  caption: string
  /** first heading names the row */
  headings: string[]
  rows: SeriesRow[]
}

/** A chart's numbers as a plain table; the label links to the machines behind the row where there is such a list. */
export function SeriesTable({ caption, headings: [first = '', ...series], rows }: SeriesTableProps) {
  const columns: readonly Column<SeriesRow>[] = [
    {
      id: 'label',
      header: first,
      rowHeader: true,
      nowrap: true,
      cell: ({ label, href }) => (href ? <Link href={href}>{label}</Link> : label),
    },
    ...series.map((header, at) => ({
      id: header,
      header,
      numeric: true as const,
      cell: ({ values, valueHrefs }: SeriesRow) => {
        const [value = 0, href] = [values[at], valueHrefs?.[at]]
        return href && value > 0 ? <Link href={href}>{formatCount(value)}</Link> : formatCount(value)
      },
    })),
  ]
  return (
    <DataTable label={caption} columns={columns} rows={rows} rowId={({ label }) => label} maxHeight="18rem" />
  )
}
