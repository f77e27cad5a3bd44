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
  /** since when the console itself has been up: while it was down nobody could be heard */
  upSince?: string | null
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
  | {
      state: 'onTime' | 'late' | 'stale'
      usualMinutes: number
      lagMinutes: number
      /** for how long the console has been up, where it is not longer than the lag */
      upMinutes?: number
    }

/** So many deliveries are needed to know a habit: the gaps between two say nothing yet. */
const ENOUGH = 3

/**
 * A source is late after twice its usual gap, and stale when that is two days at least (domain-2, A28): machines sleep at night,
 * offices close at weekends.
 */
const LATE = { gaps: 2, atLeastMinutes: 120 } as const
const STALE = { gaps: 2, atLeastMinutes: (2 * DAY_MS) / MINUTE_MS } as const

/**
 * The one rule for whether a source has gone quiet; pages and alerts ask it alike. Its silence begins with the later of when it
 * was last heard and when the console came up.
 */
export function sourceState(facts: SourceFacts, now: number): SourceState {
  const { newestAt, everyMinutes, isByHand, endedAt, upSince } = facts
  if (endedAt && Date.parse(endedAt) <= now) return { state: 'ended', endedAt }
  if (isByHand || everyMinutes === null) return { state: 'byHand' }
  if (newestAt === null) return { state: 'neverHeard' }
  const lagMinutes = minutesSince(newestAt, now)
  const usualMinutes = everyMinutes ?? usualGapMinutes(facts.deliveries)
  if (usualMinutes === undefined) return { state: 'learning', lagMinutes }
  const upMinutes = upSince ? minutesSince(upSince, now) : lagMinutes
  const silentMinutes = Math.min(lagMinutes, upMinutes)
  const isOver = ({ gaps, atLeastMinutes }: typeof LATE | typeof STALE) =>
    silentMinutes > Math.max(gaps * usualMinutes, atLeastMinutes)
  const spans = { usualMinutes, lagMinutes, ...(upMinutes < lagMinutes && { upMinutes }) }
  if (isOver(STALE)) return { state: 'stale', ...spans }
  return { state: isOver(LATE) ? 'late' : 'onTime', ...spans }
}

const minutesSince = (at: string, now: number) => Math.max(0, Math.floor((now - Date.parse(at)) / MINUTE_MS))

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
