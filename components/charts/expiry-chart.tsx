'use client'

import { useGo } from '@/components/layout/leaving'
import type { ExpiryCause, ExpiryWeek } from '@/lib/activation/fleet/fleet-summary'
import { formatDay } from '@/lib/format/dates'
import { ChartTooltip } from './chart-tooltip'
import { Plot } from './plot'
import { countScale, heightOf } from './plot-scale'

export const EXPIRY_CAUSES: readonly ExpiryCause[] = ['Grace', 'KMS', 'Directory', 'Evaluation', 'Other']

export const CAUSE_COLOUR: Record<ExpiryCause, string> = {
  Grace: 'var(--watch)',
  KMS: 'var(--accent)',
  Directory: 'color-mix(in oklab, var(--accent) 58%, var(--surface-raised))',
  Evaluation: 'color-mix(in oklab, var(--accent) 30%, var(--surface-raised))',
  Other: 'var(--silent)',
}

/** The softer tones keep the edge of the full one, so that they stand out from the surface. */
export const CAUSE_EDGE: Record<ExpiryCause, string> = {
  ...CAUSE_COLOUR,
  Directory: 'var(--accent)',
  Evaluation: 'var(--accent)',
}

interface ExpiryChartProps {
  weeks: (ExpiryWeek & { href: string })[]
}

/** The part of a column's width that stays free at either side. */
const MARGIN = 0.08

/** Clients whose license or grace ends in each of the coming weeks, if nothing renews it. A column opens its list. */
export function ExpiryChart({ weeks }: ExpiryChartProps) {
  const go = useGo()
  const causes = EXPIRY_CAUSES.filter((cause) => weeks.some((week) => week.byCause[cause]))
  const scale = countScale(weeks.map(({ clients }) => clients))
  const explain = (column: number) => {
    const week = weeks[column]
    if (!week) return null
    const rows = causes.map((cause) => ({
      label: cause,
      value: week.byCause[cause] ?? 0,
      colour: CAUSE_COLOUR[cause],
    }))
    return <ChartTooltip title={`${formatDay(week.from)} to ${formatDay(week.to)}`} rows={rows} />
  }
  return (
    <Plot days={weeks.map(({ from }) => from)} scale={scale} explain={explain}>
      {weeks.flatMap((week, column) =>
        stacked(week, causes).map(({ cause, from, to }) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: a picture; the links are in its legend and its table
          <rect
            key={`${week.from} ${cause}`}
            x={column + MARGIN}
            width={1 - 2 * MARGIN}
            y={heightOf(to, scale)}
            height={heightOf(from, scale) - heightOf(to, scale)}
            fill={CAUSE_COLOUR[cause]}
            stroke={CAUSE_EDGE[cause]}
            className="cursor-pointer"
            onClick={() => go(week.href)}
          />
        )),
      )}
    </Plot>
  )
}

/** Each cause of a week on top of those before it. */
function stacked(week: ExpiryWeek, causes: readonly ExpiryCause[]) {
  let from = 0
  return causes.flatMap((cause) => {
    const clients = week.byCause[cause] ?? 0
    const part = { cause, from, to: from + clients }
    from = part.to
    return clients > 0 ? [part] : []
  })
}
