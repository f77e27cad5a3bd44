import type { XAxisProps, YAxisProps } from 'recharts'
import { formatCount } from '@/lib/format/counts'
import { formatDayShort } from '@/lib/format/dates'

const TICK = { fill: 'var(--ink-soft)', fontSize: 12 }

/** UTC days along the bottom. */
export const DAY_AXIS: XAxisProps = {
  tickFormatter: formatDayShort,
  tick: TICK,
  tickLine: false,
  axisLine: { stroke: 'var(--line)' },
  minTickGap: 48,
}

/** Whole counts from zero at the left. */
export const COUNT_AXIS: YAxisProps = {
  width: 48,
  tickFormatter: formatCount,
  tick: TICK,
  tickLine: false,
  axisLine: false,
  allowDecimals: false,
  domain: [0, 'auto'],
}

export const CHART_MARGIN = { top: 8, right: 4, bottom: 0, left: 0 }
