/** Counts from the bottom to the top of a plot, with the lines across it. */
export interface CountScale {
  low: number
  high: number
  /** ascending whole numbers, the first one `low`, the last one `high` */
  ticks: number[]
}

const MOST_STEPS = 5

/** Round whole numbers around the counts, with zero among them. */
export function countScale(counts: readonly number[]): CountScale {
  const least = Math.min(0, ...counts)
  const most = Math.max(1, ...counts)
  const step = roundStep((most - least) / MOST_STEPS)
  const low = Math.floor(least / step) * step
  const high = Math.ceil(most / step) * step
  const ticks = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, place) => low + place * step)
  return { low, high, ticks }
}

/** The smallest of 1, 2, 5, 10, 20, 50 and so on that is not below. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)))
  return [1, 2, 5].map((digit) => digit * power).find((step) => step >= least) ?? 10 * power
}

/** Where a count stands: 0 at the top, 100 at the bottom, as an SVG of that height draws. */
export function heightOf(count: number, { low, high }: CountScale): number {
  return Math.round(((high - count) / (high - low)) * 10_000) / 100
}

/** Path along the tops of columns of width 1, the first from `from`; equal neighbours are one line. */
export function stepPath(heights: readonly number[], from = 0): string {
  const [first] = heights
  if (first === undefined) return ''
  let path = `M${from} ${first}`
  for (const [place, height] of heights.entries()) {
    if (place > 0 && height !== heights[place - 1]) path += `H${from + place}V${height}`
  }
  return `${path}H${from + heights.length}`
}

/** Path through points that need not follow one another without a gap. */
export function linePath(points: readonly (readonly [x: number, height: number])[]): string {
  return points.map(([x, height], place) => `${place === 0 ? 'M' : 'L'}${x} ${height}`).join('')
}

/** Which columns have a label below: spread evenly, at most so many. */
export function labelledColumns(columns: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(columns / most))
  const first = Math.floor((step - 1) / 2)
  return Array.from({ length: columns }, (_, place) => place).filter((place) => place % step === first)
}
