import { DAY_MS, MINUTE_MS } from '../kms/timers'

/** What is known of a source: of a token's programs, a watched folder, a directory, a person. Times are ISO 8601 UTC. */
export interface SourceFacts {
  /** when it last said anything */
  newestAt: string | null
  /** when its deliveries began, newest first; posts of an hour are one */
  deliveries: readonly string[]
  /** how often it is meant to come, where that is set; null = only when somebody asks */
  everyMinutes?: number | null
  /** a person brings it when there is something to bring */
  isByHand?: boolean
  /** since when it can no longer send: its last token was revoked or has expired */
  endedAt?: string | null
}

/** How a source stands against its own habit. */
export type SourceState =
  | { state: 'byHand' }
  | { state: 'neverHeard' }
  | { state: 'ended'; endedAt: string }
  /** too little is known of its habit */
  | { state: 'learning'; lagMinutes: number }
  | { state: 'onTime' | 'late' | 'stale'; usualMinutes: number; lagMinutes: number }

/** So many deliveries are needed to know a habit: the gaps between two say nothing yet. */
const ENOUGH = 3

/**
 * A source is late after twice its usual gap and stale after three times, but not before these spans: machines sleep at night,
 * offices close at weekends (peers: no source that is not watched on the spot is missed before two days).
 */
const LATE = { gaps: 2, atLeastMinutes: 120 } as const
const STALE = { gaps: 3, atLeastMinutes: (2 * DAY_MS) / MINUTE_MS } as const

/** The one rule for whether a source has gone quiet; pages and alerts ask it alike. */
export function sourceState(facts: SourceFacts, now: number): SourceState {
  const { newestAt, everyMinutes, isByHand, endedAt } = facts
  if (endedAt && Date.parse(endedAt) <= now) return { state: 'ended', endedAt }
  if (isByHand || everyMinutes === null) return { state: 'byHand' }
  if (newestAt === null) return { state: 'neverHeard' }
  const lagMinutes = Math.max(0, Math.floor((now - Date.parse(newestAt)) / MINUTE_MS))
  const usualMinutes = everyMinutes ?? usualGapMinutes(facts.deliveries)
  if (usualMinutes === undefined) return { state: 'learning', lagMinutes }
  const isOver = ({ gaps, atLeastMinutes }: typeof LATE | typeof STALE) =>
    lagMinutes > Math.max(gaps * usualMinutes, atLeastMinutes)
  if (isOver(STALE)) return { state: 'stale', usualMinutes, lagMinutes }
  return { state: isOver(LATE) ? 'late' : 'onTime', usualMinutes, lagMinutes }
}

/** The median gap between deliveries; undefined while there are too few. */
export function usualGapMinutes(deliveries: readonly string[]): number | undefined {
  const times = deliveries.map((at) => Date.parse(at)).toSorted((one, other) => one - other)
  const gaps = times
    .slice(1)
    .map((at, index) => (at - (times[index] ?? at)) / MINUTE_MS)
    .toSorted((one, other) => one - other)
  if (times.length < ENOUGH) return undefined
  return Math.max(1, Math.round(gaps[Math.floor(gaps.length / 2)] ?? 0))
}
