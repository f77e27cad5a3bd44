/** How much room the disk of the database had on a day. */
export interface DiskDay {
  /** 'YYYY-MM-DD' */
  day: string
  freeBytes: number
}

/** Fewer days say nothing of a pace. */
const LEAST_DAYS = 3
const DAY_MS = 86_400_000

/**
 * Days until the disk is full if it goes on as on these days, by the line of least squares through them; null while it does
 * not fill, or while there are too few. Whatever fills it counts: the database, its log, backups, other programs.
 */
export function daysUntilFull(days: readonly DiskDay[]): number | null {
  if (days.length < LEAST_DAYS) return null
  const points = days.map(({ day, freeBytes }) => ({ x: Date.parse(day) / DAY_MS, y: freeBytes }))
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const x = mean(points.map((point) => point.x))
  const y = mean(points.map((point) => point.y))
  const spread = points.reduce((sum, point) => sum + (point.x - x) ** 2, 0)
  const slope = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0) / spread
  if (!(slope < 0)) return null
  return Math.max(0, (points.at(-1)?.y ?? 0) / -slope)
}
