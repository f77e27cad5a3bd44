/** Charts as shapes on a sheet of fixed size: a page draws them as SVG, a PDF as vectors, and both look the same. */
import { sayDay } from '../words/say-date'
import { CHART_WIDTH, DASHES, legend, roundTop, sayNumber, stackAt } from './chart-parts'
import { drawBarsAcross, heightAcross } from './draw-bars-across'
import type { ChartShape, Picture, Point } from './picture'
import type { ChartSeries, ReportChart } from './report'

const CHART_HEIGHT = 240

const LEFT = 48
const RIGHT = CHART_WIDTH - 8
const TOP = 30
const BOTTOM = CHART_HEIGHT - 22
const MOST_LABELS = 8
/** A chart on its sheet. Bars whose names are longer than they are wide lie, so that each can be read. */
export function drawChart(chart: ReportChart): Picture {
  const liesDown = chart.kind === 'bars' && !fitBeneath(chart.labels)
  return {
    title: chart.title,
    width: CHART_WIDTH,
    height: liesDown ? heightAcross(chart) : CHART_HEIGHT,
    shapes: liesDown ? drawBarsAcross(chart) : drawUpright(chart),
  }
}

const DAY = /^\d{4}-\d\d-\d\d$/
/** Of the letters beneath a chart. */
const LETTER_WIDTH = 6.2

function fitBeneath(labels: readonly string[]): boolean {
  const room = Math.floor((RIGHT - LEFT) / Math.max(1, labels.length) / LETTER_WIDTH)
  return labels.every((label) => DAY.test(label) || label.length <= room)
}

/** The shapes of a chart, from the back to the front. */
function drawUpright(chart: ReportChart): ChartShape[] {
  const top = topOf(chart)
  const y = (value: number) => BOTTOM - ((BOTTOM - TOP) * value) / top
  return [
    ...grid(top, y, chart.kind === 'areas' ? '%' : ''),
    ...(chart.kind === 'bars' ? bars(chart, y) : []),
    ...(chart.kind === 'areas' ? areas(chart, y) : []),
    ...(chart.kind === 'lines' ? lines(chart, y) : []),
    ...(chart.rule ? rule(chart.rule, y) : []),
    ...bottomLabels(chart),
    ...legend(chart, LEFT, RIGHT),
  ]
}

function topOf({ kind, labels, series, rule: across }: ReportChart): number {
  if (kind === 'areas') return 100
  const heights =
    kind === 'bars'
      ? labels.map((_, at) => stackAt(series, at))
      : series.flatMap(({ values }) => values.map((value) => value ?? 0))
  return roundTop(Math.max(1, across?.value ?? 0, ...heights))
}

function grid(top: number, y: (value: number) => number, unit: string): ChartShape[] {
  return [0, 0.25, 0.5, 0.75, 1].flatMap((part): ChartShape[] => {
    const value = top * part
    const height = y(value)
    return [
      { kind: 'line', points: [[LEFT, height], [RIGHT, height]], tone: 'line' }, // biome-ignore format: one line
      { kind: 'text', x: LEFT - 6, y: height + 3.5, anchor: 'end', text: `${sayNumber(value)}${unit}` },
    ]
  })
}

function bars({ labels, series }: ReportChart, y: (value: number) => number): ChartShape[] {
  const room = (RIGHT - LEFT) / Math.max(1, labels.length)
  const width = Math.max(1, Math.min(56, room * 0.72))
  return labels.flatMap((_, at) => {
    let below = 0
    return series.flatMap(({ values, tone }): ChartShape[] => {
      const value = values[at] ?? 0
      if (value === 0) return []
      const foot = y(below)
      below += value
      const height = Math.max(1, foot - y(below) - 0.5)
      return [
        { kind: 'rect', x: LEFT + room * (at + 0.5) - width / 2, y: foot - height, width, height, tone },
      ]
    })
  })
}

/** Shares of each day's whole, on each other; nothing where a day has none. */
function areas({ labels, series }: ReportChart, y: (value: number) => number): ChartShape[] {
  const x = acrossOf(labels)
  const below = labels.map(() => 0)
  const wholes = labels.map((_, at) => stackAt(series, at))
  return series.flatMap(({ values, tone }): ChartShape[] => {
    const feet = labels.map((_, at): Point => [x(at), y(below[at] ?? 0)])
    const heads = labels.map((_, at): Point => {
      const whole = wholes[at] ?? 0
      below[at] = Math.min(100, (below[at] ?? 0) + (whole === 0 ? 0 : ((values[at] ?? 0) / whole) * 100))
      return [x(at), y(below[at] ?? 0)]
    })
    if (values.every((value) => !value)) return []
    return [{ kind: 'area', points: [...heads, ...feet.reverse()], tone }]
  })
}

/** A line breaks where a value is not known; one alone is a dot. */
function lines({ labels, series }: ReportChart, y: (value: number) => number): ChartShape[] {
  const x = acrossOf(labels)
  return series.flatMap(({ values, tone }, order) => {
    const dash = DASHES[order % DASHES.length] ?? []
    return stretchesOf(values).map((stretch): ChartShape => {
      const points = stretch.map(({ at, value }): Point => [x(at), y(value)])
      const [[left, height] = [0, 0]] = points
      if (points.length === 1) return { kind: 'rect', x: left - 2, y: height - 2, width: 4, height: 4, tone }
      return { kind: 'line', points, tone, ...(dash.length > 0 && { dash }) }
    })
  })
}

function stretchesOf(values: ChartSeries['values']): { at: number; value: number }[][] {
  const stretches: { at: number; value: number }[][] = []
  let isOpen = false
  for (const [at, value] of values.entries()) {
    if (value === null) isOpen = false
    else if (isOpen) stretches.at(-1)?.push({ at, value })
    else {
      stretches.push([{ at, value }])
      isOpen = true
    }
  }
  return stretches
}

const acrossOf = (labels: readonly string[]) => (at: number) =>
  LEFT + ((RIGHT - LEFT) * at) / Math.max(1, labels.length - 1)

function rule({ name, value }: NonNullable<ReportChart['rule']>, y: (value: number) => number): ChartShape[] {
  return [
    { kind: 'line', points: [[LEFT, y(value)], [RIGHT, y(value)]], tone: 'ink', dash: [3, 3] }, // biome-ignore format: one line
    { kind: 'text', x: RIGHT, y: y(value) - 4, anchor: 'end', text: name },
  ]
}

function bottomLabels({ kind, labels }: ReportChart): ChartShape[] {
  const every = Math.max(1, Math.ceil(labels.length / MOST_LABELS))
  const room = (RIGHT - LEFT) / Math.max(1, labels.length)
  return labels.flatMap((label, at): ChartShape[] => {
    if (at % every !== 0) return []
    const x = kind === 'bars' ? LEFT + room * (at + 0.5) : acrossOf(labels)(at)
    const isLast = kind !== 'bars' && at === labels.length - 1
    return [
      {
        kind: 'text',
        x,
        y: BOTTOM + 15,
        anchor: isLast ? 'end' : 'middle',
        text: sayLabel(label, room * every),
      },
    ]
  })
}

/** A day without its year; anything else as long as there is room for it. */
function sayLabel(label: string, room: number): string {
  if (DAY.test(label)) return sayDay(label).replace(/ \d{4}$/, '')
  const most = Math.max(4, Math.floor(room / LETTER_WIDTH))
  return label.length > most ? `${label.slice(0, most - 1)}…` : label
}
