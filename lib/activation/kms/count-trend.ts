import { DAY_MS } from './timers'

/** What a host said of its count at one moment, milliseconds since 1970. */
export interface CountAt {
  at: number
  count: number
}

/** Shorter spans say nothing of a trend: weekends and holidays move a count. */
const SHORTEST_SPAN_MS = 7 * DAY_MS
/** How far ahead a trend is worth a warning. */
const HORIZON_MS = 30 * DAY_MS

/**
 * When a count that has been falling reaches the need, if it goes on as it did; absent where it does not fall, is
 * below already, or has more than 30 days left. A straight line through the earliest and the newest count.
 */
export function fallsBelowAt(earliest: CountAt, newest: CountAt, needed: number): number | undefined {
  const span = newest.at - earliest.at
  const lost = earliest.count - newest.count
  if (span < SHORTEST_SPAN_MS || lost <= 0 || newest.count < needed) return undefined
  const left = ((newest.count - needed + 1) / lost) * span
  return left > HORIZON_MS ? undefined : newest.at + left
}
