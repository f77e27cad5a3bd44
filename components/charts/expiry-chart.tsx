'use client'

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useGo } from '@/components/layout/leaving'
import type { ExpiryWeek } from '@/lib/activation/fleet/fleet-summary'
import { formatDay } from '@/lib/format/dates'
import { CHART_MARGIN, COUNT_AXIS, DAY_AXIS } from './axes'
import { ChartTooltip } from './chart-tooltip'
import { CAUSE_COLOUR, CAUSE_EDGE, EXPIRY_CAUSES } from './expiry-causes'

interface ExpiryChartProps {
  weeks: (ExpiryWeek & { href: string })[]
}

/** Clients whose license or grace ends in each of the coming weeks, if nothing renews it. A column opens its list. */
export function ExpiryChart({ weeks }: ExpiryChartProps) {
  const go = useGo()
  const rows = weeks.map((week) => ({ ...week, ...week.byCause }))
  const causes = EXPIRY_CAUSES.filter((cause) => weeks.some((week) => week.byCause[cause]))
  return (
    <div className="h-60" aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={rows} margin={CHART_MARGIN} barCategoryGap={3} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="from" {...DAY_AXIS} />
          <YAxis {...COUNT_AXIS} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--line)', fillOpacity: 0.4 }}
            content={({ active, payload }) => {
              const week = payload?.[0]?.payload as ExpiryWeek | undefined
              if (!active || !week) return null
              return (
                <ChartTooltip
                  title={`${formatDay(week.from)} to ${formatDay(week.to)}`}
                  rows={causes.map((cause) => ({
                    label: cause,
                    value: week.byCause[cause] ?? 0,
                    colour: CAUSE_COLOUR[cause],
                  }))}
                />
              )
            }}
          />
          {causes.map((cause) => (
            <Bar
              key={cause}
              dataKey={cause}
              stackId="clients"
              fill={CAUSE_COLOUR[cause]}
              stroke={CAUSE_EDGE[cause]}
              isAnimationActive={false}
              className="cursor-pointer"
              onClick={(_, index) => {
                const week = weeks[index]
                if (week) go(week.href)
              }}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  )
}
