import { formatCount } from '@/lib/format/counts'
import { Link } from '../ui/link'

interface SeriesTableProps {
  caption: string
  /** first heading names the row */
  headings: string[]
  rows: { label: string; href?: string; values: number[] }[]
}

/** A chart's numbers as a plain table; the label links to the machines behind the row where there is such a list. */
export function SeriesTable({ caption, headings, rows }: SeriesTableProps) {
  return (
    <table className="w-full text-table tabular-nums">
      <caption className="sr-only">{caption}</caption>
      <thead className="sticky top-0 bg-surface-raised text-left text-ink-soft">
        <tr>
          {headings.map((heading, column) => (
            <th
              key={heading}
              scope="col"
              className={`px-3 py-2 font-medium ${column > 0 ? 'text-right' : ''}`}
            >
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label} className="border-t border-line">
            <th scope="row" className="px-3 py-1.5 text-left font-normal whitespace-nowrap">
              {row.href ? (
                <Link href={row.href} className="link">
                  {row.label}
                </Link>
              ) : (
                row.label
              )}
            </th>
            {row.values.map((value, column) => (
              <td key={headings[column + 1]} className="px-3 py-1.5 text-right">
                {formatCount(value)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
