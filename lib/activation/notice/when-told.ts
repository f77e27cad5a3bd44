import type { Severity } from '../alert/alert'
import { isBetweenHours, nextHour } from '../calendar/zone-time'
import { MINUTE_MS } from '../kms/timers'
import type { NoticeKind } from './judge-step'
import type { RouteTiming } from './route'

const HOUR_MS = 60 * MINUTE_MS

/** So long the first of a group waits for others: an import opens many at once. */
export const GROUP_WAIT_MS = 30_000
/** So long later ones of a group wait after it was told. */
export const GROUP_AGAIN_MS = 5 * MINUTE_MS
/** Somebody who did nothing about an open alert is reminded after a day, then every week. */
export const REMINDED_AFTER_MS = 24 * HOUR_MS
export const REMINDED_AGAIN_MS = 7 * 24 * HOUR_MS

/** Not before then; isHeld: it waits for an hour, and is told with everything else of its route that does. */
export interface WhenTold {
  dueAt: Date
  isHeld: boolean
}

/** When a route sends its next digest; undefined for one that tells at once. */
export function nextDigest({ timing, hour, weekday, zone }: RouteTiming, after: Date): Date | undefined {
  if (timing === 'atOnce') return undefined
  return nextHour({ zone, hour, weekday: timing === 'weekly' ? weekday : undefined }, after)
}

/** When a route tells of something that happened at `at`. Quiet hours hold back what is not critical. */
export function whenTold(
  route: RouteTiming,
  { kind, severity }: { kind: NoticeKind; severity: Severity },
  at: Date,
): WhenTold {
  const { zone, quietFrom, quietTo } = route
  if (kind === 'escalation') return { dueAt: at, isHeld: false }
  const digestAt = nextDigest(route, at)
  if (digestAt) return { dueAt: digestAt, isHeld: true }
  const hasQuiet = quietFrom !== null && quietTo !== null && severity !== 'critical'
  if (hasQuiet && isBetweenHours(zone, quietFrom, quietTo, at)) {
    return { dueAt: nextHour({ zone, hour: quietTo }, at), isHeld: true }
  }
  return { dueAt: new Date(at.getTime() + GROUP_WAIT_MS), isHeld: false }
}
