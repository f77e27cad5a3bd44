import { CHART_WIDTH, legend, roundTop, sayNumber, stackAt } from './chart-parts'
import type { ChartShape } from './picture'
import type { ReportChart } from './report'

/** Bars that lie: what each is of at its left, its whole at its end. */

const LEFT = 206
const RIGHT = CHART_WIDTH - 52
const TOP = 28
const ROW = 20
const BAR = 13
const FOOT = 20
const LONGEST = 34

/** The height of the sheet: a row for each bar. */
export const heightAcross = ({ labels }: ReportChart): number => TOP + ROW * labels.length + FOOT

/** The shapes of a chart of lying bars, from the back to the front. */
export function drawBarsAcross(chart: ReportChart): ChartShape[] {
  const { labels, series, rule } = chart
  const wholes = labels.map((_, at) => stackAt(series, at))
  const top = roundTop(Math.max(1, rule?.value ?? 0, ...wholes))
  const x = (value: number) => LEFT + ((RIGHT - LEFT) * value) / top
  const foot = TOP + ROW * labels.length
  return [
    ...[0, 0.25, 0.5, 0.75, 1].flatMap((part): ChartShape[] => [
      { kind: 'line', points: [[x(top * part), TOP], [x(top * part), foot]], tone: 'line' }, // biome-ignore format: one line
      { kind: 'text', x: x(top * part), y: foot + 13, anchor: 'middle', text: sayNumber(top * part) },
    ]),
    ...labels.flatMap((label, at): ChartShape[] => {
      const y = TOP + ROW * at + (ROW - BAR) / 2
      let before = 0
      const parts = series.flatMap(({ values, tone }): ChartShape[] => {
        const value = values[at] ?? 0
        if (value === 0) return []
        const from = x(before)
        before += value
        return [{ kind: 'rect', x: from, y, width: Math.max(1, x(before) - from - 0.5), height: BAR, tone }]
      })
      return [
        { kind: 'text', x: LEFT - 8, y: y + 10, anchor: 'end', text: cut(label) },
        ...parts,
        {
          kind: 'text',
          x: x(before) + 5,
          y: y + 10,
          anchor: 'start',
          text: (wholes[at] ?? 0).toLocaleString('en-US'),
        },
      ]
    }),
    ...(rule
      ? ([
          { kind: 'line', points: [[x(rule.value), TOP], [x(rule.value), foot]], tone: 'ink', dash: [3, 3] }, // biome-ignore format: one line
          { kind: 'text', x: x(rule.value) + 4, y: TOP - 4, anchor: 'start', text: rule.name },
        ] satisfies ChartShape[])
      : []),
    ...legend(chart, LEFT, RIGHT),
  ]
}

const cut = (label: string) => (label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label)
