'use client'

import type { BalancePoint } from '@/lib/activation/mak/balance-points'
import { formatDay } from '@/lib/format/dates'
import { ChartTooltip } from './chart-tooltip'
import { Plot, shareOf } from './plot'
import { countScale, heightOf, linePath, stepPath } from './plot-scale'

const SEEN = 'var(--accent)'
const FORESEEN = 'var(--ink-soft)'
const REPORTED = 'var(--watch)'

/** What is left of a MAK: a step line so far, what Microsoft reported as dots, the forecast as a band ahead. */
export function BalanceChart({ points, today }: { points: BalancePoint[]; today: string }) {
  const scale = countScale(
    points
      .flatMap(({ seen, reported, likely, band }) => [seen, reported, likely, ...(band ?? [])])
      .filter(isCount),
  )
  const y = (count: number) => heightOf(count, scale)
  const middle = (column: number) => column + 0.5
  const seen = points.flatMap((point) => (point.seen === undefined ? [] : [y(point.seen)]))
  const likely = points.flatMap((point, column) =>
    point.likely === undefined ? [] : [[middle(column), y(point.likely)] as const],
  )
  const band = points.flatMap(({ band: range }, column) =>
    range ? [{ column, low: range[0], high: range[1] }] : [],
  )
  const edge = [
    ...band.map(({ column, high }) => [middle(column), y(high)] as const),
    ...band.toReversed().map(({ column, low }) => [middle(column), y(low)] as const),
  ]
  const atToday = points.findIndex(({ day }) => day === today)
  const explain = (column: number) => {
    const point = points[column]
    return point && <ChartTooltip title={formatDay(point.day)} rows={rowsOf(point)} />
  }
  return (
    <Plot
      days={points.map(({ day }) => day)}
      scale={scale}
      explain={explain}
      marks={points.map(({ day, reported }, column) =>
        reported === undefined ? null : (
          <span
            key={day}
            className="absolute size-2.5 -translate-1/2 rounded-full bg-watch border-2 border-raised pointer-events-none"
            style={{ left: shareOf(middle(column), points.length), top: `${y(reported)}%` }}
          />
        ),
      )}
    >
      {atToday >= 0 && (
        <path d={`M${middle(atToday)} 0V100`} stroke="var(--line-strong)" strokeDasharray="3 3" />
      )}
      <path d={linePath(edge)} fill={FORESEEN} fillOpacity={0.16} />
      <path d={linePath(likely)} fill="none" stroke={FORESEEN} strokeWidth={1.25} strokeDasharray="5 4" />
      <path d={stepPath(seen)} fill="none" stroke={SEEN} strokeWidth={1.75} />
    </Plot>
  )
}

const isCount = (count: number | undefined) => count !== undefined

function rowsOf({ seen, reported, likely, band }: BalancePoint) {
  return [
    ...(seen === undefined ? [] : [{ label: 'Left, our count', value: seen, colour: SEEN }]),
    ...(reported === undefined ? [] : [{ label: 'Microsoft reported', value: reported, colour: REPORTED }]),
    ...(likely === undefined ? [] : [{ label: 'Likely left', value: likely, colour: FORESEEN }]),
    ...(band === undefined
      ? []
      : [
          { label: 'At least', value: band[0], colour: FORESEEN },
          { label: 'At most', value: band[1], colour: FORESEEN },
        ]),
  ]
}
