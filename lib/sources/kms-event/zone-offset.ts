import type { DayOrder } from '../moments'
import type { TimelessObservation } from './event-record'
import type { LocalTime } from './local-time'

const MINUTE_MS = 60_000
const QUARTER_HOUR = 15
const SMALLEST_OFFSET = -12 * 60
const LARGEST_OFFSET = 14 * 60
/** The host refuses a client whose clock is more than four hours off. */
const CLOCK_TROUBLE = '0xC004F06C'

/**
 * Minutes that a local time is ahead of the payload's UTC time, rounded to a quarter of an hour; undefined
 * when no time zone on earth is that far off.
 */
export function offsetBetween(localMs: number | undefined, utcMs: number | undefined): number | undefined {
  if (localMs === undefined || utcMs === undefined) return undefined
  const offset = Math.round((localMs - utcMs) / MINUTE_MS / QUARTER_HOUR) * QUARTER_HOUR
  return offset >= SMALLEST_OFFSET && offset <= LARGEST_OFFSET ? offset : undefined
}

/** The client's own clock in milliseconds, where the event carries it and it can be relied on. */
export function reliableClock(observation: TimelessObservation): number | undefined {
  if (!('clientTime' in observation) || observation.clientTime === undefined) return undefined
  const isRefused = observation.kind === 'kmsRequest' && observation.hresult === CLOCK_TROUBLE
  return isRefused ? undefined : Date.parse(observation.clientTime)
}

/** The order of day and month that one event proves, because the other is no date or no time zone. */
export function orderShownBy(time: LocalTime, utcMs: number | undefined): DayOrder | undefined {
  if (time.kind !== 'local') return undefined
  const { dayFirst, monthFirst } = time
  if (dayFirst === undefined || monthFirst === undefined)
    return dayFirst === undefined ? 'monthFirst' : 'dayFirst'
  if (dayFirst === monthFirst || utcMs === undefined) return undefined
  const fitsDayFirst = offsetBetween(dayFirst, utcMs) !== undefined
  const fitsMonthFirst = offsetBetween(monthFirst, utcMs) !== undefined
  if (fitsDayFirst === fitsMonthFirst) return undefined
  return fitsDayFirst ? 'dayFirst' : 'monthFirst'
}

export interface OffsetVote {
  /** Who says so: a client counts once however often it asks. */
  voter: string
  offset: number
}

/**
 * The zone offset that most machines around an event show. An event's own offset stands if it has company:
 * then the machine changed to or from summer time nearby; alone it is a client's wrong clock.
 */
export function offsetByVote(votes: readonly OffsetVote[], own: number | undefined): number | undefined {
  if (own !== undefined && votes.every(({ offset }) => offset === own)) return own
  const voters = new Map<number, Set<string>>()
  for (const { voter, offset } of votes) voters.set(offset, (voters.get(offset) ?? new Set()).add(voter))
  const support = (offset: number) => voters.get(offset)?.size ?? 0
  const first = votes[0]
  if (first === undefined) return own
  const most = votes.reduce(
    (best, { offset }) => (support(offset) > support(best) ? offset : best),
    first.offset,
  )
  if (own === undefined || own === most) return most
  const hasCompany = support(own) >= 2 && support(own) * 4 >= support(most)
  return support(own) >= support(most) || hasCompany ? own : most
}
