'use client'

import { type PointerEvent, type ReactNode, useState } from 'react'
import { formatCount } from '@/lib/format/counts'
import { formatDayShort } from '@/lib/format/dates'
import { classes } from '../ui/classes'
import { type CountScale, heightOf, labelledColumns } from './plot-scale'

interface PlotProps {
  /** UTC days along the bottom, a column each */
  days: readonly string[]
  scale: CountScale
  /** SVG over the whole plot: a column is 1 wide, `heightOf` says where a count stands */
  children: ReactNode
  /** what stands above the drawing; in shares of its width and height */
  marks?: ReactNode
  /** what is said of the column under the pointer */
  explain: (column: number) => ReactNode
}

const MOST_LABELS = 6

/** Columns of days over counts from zero: the axes of every chart, and what is under the pointer. */
export function Plot({ days, scale, children, marks, explain }: PlotProps) {
  const [pointed, setPointed] = useState<number>()
  const point = ({ clientX, currentTarget }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    const column = Math.floor(((clientX - left) / width) * days.length)
    setPointed(Math.max(0, Math.min(column, days.length - 1)))
  }
  return (
    <div aria-hidden data-plot className="relative h-60 pt-2 pb-7 pl-12 pr-1 text-xs text-ink-soft">
      <div
        className="relative h-full border-b"
        onPointerMove={point}
        onPointerLeave={() => setPointed(undefined)}
      >
        {scale.ticks.map((tick) => (
          <CountLine key={tick} count={tick} scale={scale} />
        ))}
        {labelledColumns(days.length, MOST_LABELS).map((column) => (
          <span
            key={column}
            className="absolute top-full mt-1.5 -translate-x-1/2 whitespace-nowrap max-sm:even:hidden"
            style={{ left: shareOf(column + 0.5, days.length) }}
          >
            {formatDayShort(days[column] ?? '')}
          </span>
        ))}
        <svg
          viewBox={`0 0 ${days.length} 100`}
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible *:[vector-effect:non-scaling-stroke]"
        >
          <title>Columns of days</title>
          {children}
        </svg>
        {marks}
        {pointed !== undefined && (
          <Pointed column={pointed} columns={days.length}>
            {explain(pointed)}
          </Pointed>
        )}
      </div>
    </div>
  )
}

function CountLine({ count, scale }: { count: number; scale: CountScale }) {
  return (
    <span className="absolute inset-x-0 border-t" style={{ top: `${heightOf(count, scale)}%` }}>
      <span className="absolute right-full mr-2 -translate-y-1/2 tabular-nums">{formatCount(count)}</span>
    </span>
  )
}

/** The column under the pointer, with its words at the side that has more room. */
function Pointed({ column, columns, children }: { column: number; columns: number; children: ReactNode }) {
  const isLeft = column < columns / 2
  return (
    <span
      className="absolute inset-y-0 pointer-events-none bg-line/40 min-w-px"
      style={{ left: shareOf(column, columns), width: shareOf(1, columns) }}
    >
      <span className={classes('absolute z-10 top-2 w-max', isLeft ? 'left-full ml-2' : 'right-full mr-2')}>
        {children}
      </span>
    </span>
  )
}

/** As CSS wants it: '12.5%' */
export const shareOf = (part: number, whole: number) => `${Math.round((part / whole) * 100_000) / 1_000}%`
