import { formatCount } from '@/lib/format/counts'

interface ChartTooltipProps {
  title: string
  rows: { label: string; value: number; colour: string }[]
}

/** What a chart says under the pointer: the moment, then one line a series. */
export function ChartTooltip({ title, rows }: ChartTooltipProps) {
  return (
    <div className="rounded-md border border-line bg-surface-raised px-3 py-2 text-table shadow-overlay">
      <p className="font-medium text-ink">{title}</p>
      <table className="mt-1 tabular-nums">
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row" className="pr-4 text-left font-normal text-ink-soft">
                <span
                  aria-hidden="true"
                  className="mr-2 inline-block size-2 rounded-xs"
                  style={{ background: row.colour }}
                />
                {row.label}
              </th>
              <td className="text-right text-ink">{formatCount(row.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
