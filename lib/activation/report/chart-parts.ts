import type { ChartShape } from './picture'
import type { ChartSeries, ReportChart } from './report'

/** What charts of all kinds are drawn with. */

export const CHART_WIDTH = 720

/** Lines that cross are told apart in grey, too. */
export const DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 2], [8, 2, 2, 2]]

/** The sum of all series at a label. */
export const stackAt = (series: readonly ChartSeries[], at: number) =>
  series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0)

/** A quarter of each is round, too. */
const STEPS = [1.2, 2, 4, 6, 8, 12]

/** Where an axis ends: a round number that no value is beyond. */
export function roundTop(value: number): number {
  const size = 10 ** Math.floor(Math.log10(value))
  const step = STEPS.find((factor) => factor * size >= value) ?? 12
  return Math.max(4, step * size)
}

/** A number at an axis. */
export function sayNumber(value: number): string {
  if (value >= 1_000_000) return `${Math.round(value / 100_000) / 10} M`
  if (value >= 10_000) return `${Math.round(value / 100) / 10} k`
  return String(Math.round(value * 10) / 10)
}

/** The names of the series with their marks, as many as there is room for. */
export function legend({ kind, series }: ReportChart, from: number, to: number): ChartShape[] {
  let x = from
  return series.flatMap(({ name, tone, values }, order): ChartShape[] => {
    if (values.every((value) => !value)) return []
    const left = x
    const text = name.length > 34 ? `${name.slice(0, 33)}…` : name
    x += 26 + text.length * 5.8
    if (x > to + 60) return []
    const dash = DASHES[order % DASHES.length] ?? []
    const mark: ChartShape =
      kind === 'lines'
        ? { kind: 'line', points: [[left, 10], [left + 12, 10]], tone, ...(dash.length > 0 && { dash }) } // biome-ignore format: one line
        : { kind: 'rect', x: left, y: 5, width: 10, height: 10, tone }
    return [mark, { kind: 'text', x: left + 16, y: 13.5, anchor: 'start', text }]
  })
}
