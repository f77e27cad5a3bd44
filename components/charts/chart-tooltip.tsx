import { Fragment } from 'react'
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
      <dl className="mt-1 grid grid-cols-[auto_auto] gap-x-4 tabular-nums">
        {rows.map((row) => (
          <Fragment key={row.label}>
            <dt className="text-ink-soft">
              <span
                aria-hidden="true"
                className="mr-2 inline-block size-2 rounded-xs"
                style={{ background: row.colour }}
              />
              {row.label}
            </dt>
            <dd className="text-right text-ink">{formatCount(row.value)}</dd>
          </Fragment>
        ))}
      </dl>
    </div>
  )
}
