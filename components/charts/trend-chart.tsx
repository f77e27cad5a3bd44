'use client'

import { useGo } from '@/components/layout/leaving'
import { conditionColour } from '@/components/license/condition'
import type { TrendDay } from '@/lib/activation/fleet/fleet-summary'
import type { Condition } from '@/lib/activation/license/assess'
import { CONDITIONS } from '@/lib/activation/words/labels'
import { formatDay } from '@/lib/format/dates'
import { ChartTooltip } from './chart-tooltip'
import { Plot, shareOf } from './plot'
import { countScale, heightOf, stepPath } from './plot-scale'

interface TrendChartProps {
  days: TrendDay[]
  labels: Record<Condition, string>
  /** the list behind each condition */
  hrefs: Record<Condition, string>
}

/** Clients per condition over time, stacked from zero; the running day is hatched because it is not over. */
export function TrendChart({ days, labels, hrefs }: TrendChartProps) {
  const go = useGo()
  const layers = CONDITIONS.map((condition, place) => ({
    condition,
    tops: days.map((day) => CONDITIONS.slice(0, place + 1).reduce((sum, one) => sum + day[one], 0)),
  }))
  const scale = countScale(layers.at(-1)?.tops ?? [])
  const explain = (column: number) => {
    const day = days[column]
    if (!day) return null
    const rows = CONDITIONS.toReversed().map((condition) => ({
      label: labels[condition],
      value: day[condition],
      colour: conditionColour(condition),
    }))
    return <ChartTooltip title={formatDay(day.day)} rows={rows} />
  }
  return (
    <Plot
      days={days.map(({ day }) => day)}
      scale={scale}
      marks={<RunningDay columns={days.length} />}
      explain={explain}
    >
      {/* From the highest down: each layer covers what is beneath it of the one before. */}
      {layers.toReversed().map(({ condition, tops }) => {
        const path = stepPath(tops.map((top) => heightOf(top, scale)))
        const colour = conditionColour(condition)
        const share = condition === 'licensed' ? 22 : 55
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: a picture; the links are in its legend and its table
          <path
            key={condition}
            d={`${path}V100H0Z`}
            fill={`color-mix(in oklab, ${colour} ${share}%, var(--surface-raised))`}
            stroke={colour}
            strokeWidth={1.25}
            className="cursor-pointer"
            onClick={() => go(hrefs[condition])}
          />
        )
      })}
    </Plot>
  )
}

function RunningDay({ columns }: { columns: number }) {
  return (
    <span
      className="absolute inset-y-0 right-0 pointer-events-none bg-[repeating-linear-gradient(45deg,var(--surface)_0_3px,transparent_3px_6px)]"
      style={{ width: shareOf(1, columns) }}
    />
  )
}
