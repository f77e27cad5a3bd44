'use client'

import {
  Area,
  AreaChart,
  CartesianGrid,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { useGo } from '@/components/layout/leaving'
import { conditionColour } from '@/components/license/condition'
import type { TrendDay } from '@/lib/activation/fleet/fleet-summary'
import type { Condition } from '@/lib/activation/license/assess'
import { formatDay } from '@/lib/format/dates'
import { CHART_MARGIN, COUNT_AXIS, DAY_AXIS } from './axes'
import { ChartTooltip } from './chart-tooltip'

interface TrendChartProps {
  days: TrendDay[]
  labels: Record<Condition, string>
  /** drawn from the bottom up */
  shown: readonly Condition[]
  /** the list of a day */
  hrefOf: (day: string) => string
}

/** Clients per condition over time, stacked from zero; the running day is hatched because it is not over. A day opens its list. */
export function TrendChart({ days, labels, shown, hrefOf }: TrendChartProps) {
  const go = useGo()
  const yesterday = days.at(-2)?.day
  const today = days.at(-1)?.day
  return (
    <div className="h-60" aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <AreaChart
          data={days}
          margin={CHART_MARGIN}
          accessibilityLayer={false}
          className="cursor-pointer"
          onClick={({ activeLabel }) => activeLabel !== undefined && go(hrefOf(String(activeLabel)))}
        >
          <defs>
            <pattern
              id="running-day"
              width="6"
              height="6"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <line x1="0" y1="0" x2="0" y2="6" stroke="var(--surface)" strokeWidth="3" />
            </pattern>
          </defs>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="day" {...DAY_AXIS} />
          <YAxis {...COUNT_AXIS} />
          <Tooltip
            isAnimationActive={false}
            content={({ active, payload, label }) =>
              active && payload ? (
                <ChartTooltip
                  title={formatDay(String(label))}
                  rows={payload.toReversed().map((entry) => ({
                    label: String(entry.name),
                    value: Number(entry.value),
                    colour: String(entry.stroke),
                  }))}
                />
              ) : null
            }
          />
          {shown.map((condition) => (
            <Area
              key={condition}
              dataKey={condition}
              name={labels[condition]}
              stackId="clients"
              type="stepAfter"
              stroke={conditionColour(condition)}
              strokeWidth={1.25}
              fill={conditionColour(condition)}
              fillOpacity={condition === 'licensed' ? 0.22 : 0.55}
              isAnimationActive={false}
            />
          ))}
          {yesterday && today && (
            <ReferenceArea x1={yesterday} x2={today} fill="url(#running-day)" fillOpacity={0.9} />
          )}
        </AreaChart>
      </ResponsiveContainer>
    </div>
  )
}
