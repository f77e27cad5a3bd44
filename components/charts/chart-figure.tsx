'use client'

import { type ReactNode, useId, useState } from 'react'

interface ChartFigureProps {
  title: string
  /** the answer in a sentence, above the picture */
  summary: string
  chart: ReactNode
  /** the same series as rows */
  table: ReactNode
}

/** A chart with its sentence, and its numbers one press away. */
export function ChartFigure({ title, summary, chart, table }: ChartFigureProps) {
  const [view, setView] = useState<'chart' | 'table'>('chart')
  const headingId = useId()
  return (
    <figure aria-labelledby={headingId} className="m-0 min-w-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id={headingId} className="text-base font-semibold text-ink">
          {title}
        </h2>
        <button
          type="button"
          className="rounded-sm text-table link"
          onClick={() => setView(view === 'chart' ? 'table' : 'chart')}
        >
          {view === 'chart' ? 'Show as table' : 'Show as chart'}
        </button>
      </div>
      <figcaption className="mt-1 mb-3 max-w-[80ch] text-table text-ink-soft">{summary}</figcaption>
      {view === 'chart' ? chart : table}
    </figure>
  )
}
