'use client'

import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import type { BalancePoint } from '@/lib/activation/mak/balance-points'
import { formatDay } from '@/lib/format/dates'
import { CHART_MARGIN, COUNT_AXIS, DAY_AXIS } from './axes'
import { ChartTooltip } from './chart-tooltip'

const LEFT = 'var(--accent)'
const FORESEEN = 'var(--ink-soft)'
const REPORTED = 'var(--watch)'

/** What is left of a MAK: a step line so far, what Microsoft reported as dots, the forecast as a band ahead. */
export function BalanceChart({ points, today }: { points: BalancePoint[]; today: string }) {
  const low = Math.min(0, ...points.map(({ left }) => left ?? 0))
  return (
    <div className="h-60" aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart data={points} margin={CHART_MARGIN} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="day" {...DAY_AXIS} />
          <YAxis {...COUNT_AXIS} domain={[low, 'auto']} />
          <Tooltip
            isAnimationActive={false}
            content={({ active, payload }) => {
              const point = payload?.[0]?.payload as BalancePoint | undefined
              return active && point ? (
                <ChartTooltip title={formatDay(point.day)} rows={rowsOf(point)} />
              ) : null
            }}
          />
          <ReferenceLine x={today} stroke="var(--line-strong)" strokeDasharray="3 3" />
          <Area
            dataKey="band"
            type="linear"
            stroke="none"
            fill={FORESEEN}
            fillOpacity={0.16}
            isAnimationActive={false}
          />
          <Line
            dataKey="likely"
            type="linear"
            stroke={FORESEEN}
            strokeWidth={1.25}
            strokeDasharray="5 4"
            dot={false}
            isAnimationActive={false}
          />
          <Line
            dataKey="left"
            type="stepAfter"
            stroke={LEFT}
            strokeWidth={1.75}
            dot={false}
            isAnimationActive={false}
          />
          <Line
            dataKey="reported"
            stroke="none"
            dot={{ r: 4, fill: REPORTED, stroke: 'var(--surface-raised)', strokeWidth: 1.5 }}
            isAnimationActive={false}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  )
}

function rowsOf({ left, reported, likely, band }: BalancePoint) {
  return [
    ...(left === undefined ? [] : [{ label: 'Left', value: left, colour: LEFT }]),
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
