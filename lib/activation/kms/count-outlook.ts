import { CLIENT_THRESHOLD, OFFICE_THRESHOLD, SERVER_THRESHOLD } from './thresholds'

/** What becomes of a host's count. No product tables behind this file: pages may import it in the browser. */

export interface HeldSlot {
  cmid: string
  /** ISO 8601 UTC */
  leavesAt: string
}

/** Whom a count must suffice for. */
export interface CountNeedOf {
  who: 'clients' | 'servers' | 'office'
  needed: number
}

/** Client and server editions of Windows share a count and differ in what they need; Office needs 5. */
export function needsOf(countedAs: string): readonly CountNeedOf[] {
  if (countedAs.startsWith('Office')) return [{ who: 'office', needed: OFFICE_THRESHOLD }]
  return [
    { who: 'clients', needed: CLIENT_THRESHOLD },
    { who: 'servers', needed: SERVER_THRESHOLD },
  ]
}

export interface NeedOutlook extends CountNeedOf {
  serves: boolean
  /** More distinct CMIDs that must ask within 30 days; 0 when served. */
  missing: number
  /** When the count falls below the need if nobody asked any more; absent when it is below already. */
  until?: string
}

/** What the count is good for now, and until when if nobody else came. */
export function countOutlook(countedAs: string, slots: readonly HeldSlot[]): NeedOutlook[] {
  const leaving = slots.map(({ leavesAt }) => leavesAt).sort()
  return needsOf(countedAs).map(({ who, needed }) => {
    const until = leaving.at(-needed)
    return {
      who,
      needed,
      serves: slots.length >= needed,
      missing: Math.max(0, needed - slots.length),
      ...(until !== undefined && { until }),
    }
  })
}

export interface StopOutcome {
  /** The count once every stopped machine has left; all others go on asking. */
  count: number
  /** When the last of them leaves; absent when none is chosen. */
  settledAt?: string
  /** Needs that are met now and no longer then, with the moment. */
  falls: (CountNeedOf & { at: string })[]
}

/**
 * The count after the chosen machines stop asking while all others go on. A stopped machine counts until its 30
 * days are over; then one that asks but found no room takes its place.
 * distinct: CMIDs that asked within the 30 days, at least the slots.
 */
export function countIfStopped(
  countedAs: string,
  slots: readonly HeldSlot[],
  stopped: ReadonlySet<string>,
  room: { cap: number; distinct: number },
): StopOutcome {
  const leaving = slots.filter(({ cmid }) => stopped.has(cmid)).map(({ leavesAt }) => leavesAt)
  leaving.sort()
  const all = Math.max(room.distinct, slots.length)
  const settledAt = leaving.at(-1)
  const falls = needsOf(countedAs).flatMap((need) => {
    const at = slots.length >= need.needed ? leaving[all - need.needed] : undefined
    return at === undefined ? [] : [{ ...need, at }]
  })
  return {
    count: Math.min(room.cap, all - leaving.length),
    ...(settledAt !== undefined && { settledAt }),
    falls,
  }
}
