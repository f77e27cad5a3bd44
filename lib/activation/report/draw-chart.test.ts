import { expect, it } from 'vitest'
import { drawChart } from './draw-chart'
import type { ReportChart } from './report'

const chart = (labels: string[], over: Partial<ReportChart> = {}): ReportChart => ({
  kind: 'bars',
  title: 'Machines',
  labels,
  series: [
    { name: 'KMS', tone: 'accent', values: labels.map((_, at) => at + 1) },
    { name: 'MAK', tone: 'watch', values: labels.map(() => 2) },
  ],
  ...over,
})
const textsOf = (one: ReportChart) =>
  drawChart(one).shapes.flatMap((shape) => (shape.kind === 'text' ? shape.text : []))

const SERVERS = ['2016', '2019', '2022', '2025'].map((year) => `Windows Server ${year} Standard`)

it('lays bars down whose names are longer than a bar has room for, so that each is named and has its sum', () => {
  const texts = textsOf(chart(SERVERS))
  expect(texts).toEqual(expect.arrayContaining([...SERVERS, '3', '4', '5', '6']))
  expect(drawChart(chart(SERVERS)).height).toBeLessThan(drawChart(chart([...SERVERS, ...SERVERS])).height)
})

it('keeps bars upright over days and under short names', () => {
  const days = Array.from({ length: 30 }, (_, at) => `2026-11-${String(at + 1).padStart(2, '0')}`)
  expect(drawChart(chart(days)).height).toBe(drawChart(chart(['overdue', '7 days'])).height)
  expect(textsOf(chart(['overdue', '7 days']))).toEqual(expect.arrayContaining(['overdue', '7 days']))
})

it('draws nothing beyond the sheet, whichever way bars lie', () => {
  for (const labels of [SERVERS, ['a', 'b'], []]) {
    const { width, height, shapes } = drawChart(chart(labels, { rule: { name: 'Needed', value: 9 } }))
    for (const shape of shapes) {
      if (shape.kind !== 'rect') continue
      expect(shape.x).toBeGreaterThanOrEqual(0)
      expect(shape.x + shape.width).toBeLessThanOrEqual(width)
      expect(shape.y + shape.height).toBeLessThanOrEqual(height)
    }
  }
})
