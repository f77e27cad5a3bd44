'use client'

import {
  CartesianGrid,
  LineChart as Frame,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { formatDay } from '@/lib/format/dates'
import { CHART_MARGIN, COUNT_AXIS, DAY_AXIS } from './axes'
import { ChartTooltip } from './chart-tooltip'

interface EvidenceChartProps {
  label: string
  points: { at: string; value: number }[]
  limit?: { label: string; value: number } | undefined
}

/** One figure over time, with the line that decides. */
export function EvidenceChart({ label, points, limit }: EvidenceChartProps) {
  const days = points.map(({ at, value }) => ({ day: at.slice(0, 10), value }))
  return (
    <div className="h-48" aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <Frame data={days} margin={CHART_MARGIN} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="day" {...DAY_AXIS} />
          <YAxis
            {...COUNT_AXIS}
            domain={[0, (highest: number) => Math.max(highest, Math.ceil((limit?.value ?? 0) * 1.2))]}
          />
          <Tooltip
            isAnimationActive={false}
            content={({ active, payload }) => {
              const point = payload?.[0]?.payload as { day: string; value: number } | undefined
              return active && point ? (
                <ChartTooltip
                  title={formatDay(point.day)}
                  rows={[{ label, value: point.value, colour: 'var(--accent)' }]}
                />
              ) : null
            }}
          />
          {limit && (
            <ReferenceLine
              y={limit.value}
              stroke="var(--bad)"
              strokeDasharray="4 3"
              label={{
                value: limit.label,
                position: 'insideTopRight',
                fill: 'var(--ink-soft)',
                fontSize: 12,
              }}
            />
          )}
          <Line
            dataKey="value"
            type="stepAfter"
            stroke="var(--accent)"
            strokeWidth={1.75}
            dot={false}
            isAnimationActive={false}
          />
        </Frame>
      </ResponsiveContainer>
    </div>
  )
}
