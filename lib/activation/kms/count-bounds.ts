import type { LogCoverage } from './log-coverage'
import { CLIENT_THRESHOLD, countCap, OFFICE_THRESHOLD } from './thresholds'

/** What the log of one host says about one of its keys, as far as the log is there. */
export interface LoggedCount {
  /** 'Windows', or the Office version. */
  countedAs: string
  /** The cache rebuilt from the log alone. */
  count: number
  cap: number
  /** The room the host had when the window began, by the log before it. */
  capBefore: number
  /** Countable CMIDs that asked within the window, not fewer than there are. */
  distinct: number
  /** When the room grew within the window, and the countable CMIDs that asked from then on. */
  raises: readonly { at: number; cap: number; distinctSince: number }[]
}

/** The count lies in between, both included; equal when it is known. */
export interface CountBounds {
  lower: number
  upper: number
}

/** The most room a key can have. */
export function largestCap(countedAs: string): number {
  return countCap(countedAs.startsWith('Office') ? OFFICE_THRESHOLD : CLIENT_THRESHOLD)
}

/**
 * The host's real count, where its log may have gaps. A request that is missing can fill one slot, never empty one, as
 * long as the room stays the same; so the log alone gives the lower bound, and the requests known to be missing, or
 * the room where nobody knows, the upper one. A gap before the room grew weakens the lower bound too: what was
 * pushed out before is not known.
 */
export function countBounds(logged: LoggedCount, coverage: LogCoverage): CountBounds {
  const cap = Math.max(logged.cap, largestCap(logged.countedAs))
  const isRoomKnown = coverage.isWholeHistory || logged.capBefore >= cap
  if (coverage.gaps.length === 0 && isRoomKnown) return { lower: logged.count, upper: logged.count }
  const lower = lowerBound(logged, coverage)
  const most = isRoomKnown && coverage.gaps.length === 0 ? logged.cap : cap
  return { lower, upper: Math.max(lower, Math.min(most, logged.distinct + missingOf(coverage))) }
}

function missingOf({ gaps }: LogCoverage): number {
  return gaps.reduce((sum, { missing }) => sum + (missing ?? Number.POSITIVE_INFINITY), 0)
}

/** From any moment on, the host holds at least the CMIDs that asked since, up to the room it had at that moment. */
function lowerBound({ count, capBefore, distinct, raises }: LoggedCount, { gaps }: LogCoverage): number {
  const lastRaise = raises.at(-1)
  if (lastRaise === undefined || gaps.every(({ from }) => from > lastRaise.at)) return count
  const held = raises.map(({ cap, distinctSince }) => Math.min(cap, distinctSince))
  return Math.max(Math.min(capBefore, distinct), ...held)
}
