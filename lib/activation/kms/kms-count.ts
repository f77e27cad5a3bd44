import type { KmsRequestObservation } from '../observation'
import { COUNT_WINDOW_DAYS } from './thresholds'
import { DAY_MS } from './timers'

/**
 * What a KMS host's count means. Windows is counted together, clients with servers (editor's note of the Volume
 * Activation 2.0 article; its body still says apart); each Office version has a count of its own. The count
 * itself is rebuilt in rebuild-count.ts. Source: KMS planning guide (Microsoft, 11/2024).
 */

const BELOW_THRESHOLD_CODE = '0xC004F038'
const WINDOW_MS = COUNT_WINDOW_DAYS * DAY_MS

export type CountAnswer =
  | { ok: true; count: number }
  /** Asked again every two hours; the request has been counted nonetheless. */
  | { ok: false; refusal: { kind: 'belowThreshold'; seen: number; needed: number; code: '0xC004F038' } }

/**
 * Whether a count is enough for a product with this minimum. The count includes the request at hand: the 25th
 * client is activated at once, the 24 before it at their next attempt. A count that falls again takes nothing
 * away: activated clients stay so until their 180 days end, but neither new nor renewing ones are served.
 */
export function answerToCount(count: number, needed: number): CountAnswer {
  if (count >= needed) return { ok: true, count }
  return {
    ok: false,
    refusal: { kind: 'belowThreshold', seen: count, needed, code: BELOW_THRESHOLD_CODE },
  }
}

const isInWindow = (at: number, now: number) => at <= now && now - at < WINDOW_MS

/**
 * Until when the count stays at `needed` or above if nobody asks any more, in milliseconds since 1970; absent
 * when it is below already. lastAsked: when each counted CMID asked last, milliseconds since 1970.
 */
export function countHoldsUntil(
  lastAsked: readonly number[],
  needed: number,
  now: number,
): number | undefined {
  const recent = lastAsked.filter((at) => isInWindow(at, now)).sort((a, b) => b - a)
  const decisive = recent[needed - 1]
  return decisive === undefined ? undefined : decisive + WINDOW_MS
}

/**
 * Distinct CMIDs that asked in the 30 days before `now` (milliseconds since 1970), served or not. Unlike the
 * count it has no cap, so this is the figure for the size of a fleet; clones that share a CMID count as one.
 */
export function distinctCmids(requests: Iterable<KmsRequestObservation>, now: number): number {
  const cmids = new Set<string>()
  for (const { at, client } of requests) if (isInWindow(Date.parse(at), now)) cmids.add(client.cmid)
  return cmids.size
}
