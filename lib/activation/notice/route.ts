/** Routes: which alerts go to whom, and when. */
import { WEEKDAYS } from '../calendar/zone-time'

/** At once; or gathered, and told at an hour of every day or of one day a week. */
export const TIMINGS = ['atOnce', 'daily', 'weekly'] as const
export type Timing = (typeof TIMINGS)[number]

/** When a route speaks. Hours are those of its zone. */
export interface RouteTiming {
  timing: Timing
  hour: number
  /** 1 is Monday */
  weekday: number
  zone: string
  quietFrom: number | null
  quietTo: number | null
}

/** Which alerts a route takes; an empty list takes any. */
export interface RouteFilter {
  severities: readonly string[]
  rules: readonly string[]
  sites: readonly string[]
  owners: readonly string[]
}

export interface Route extends RouteTiming, RouteFilter {
  id: string
  name: string
  isDefault: boolean
  isOff: boolean
  /** null on the default route: the first mail channel that works */
  channelId: string | null
  roles: readonly string[]
  addresses: readonly string[]
  perHour: number
  escalateMinutes: number | null
  escalateTo: string | null
}

/** 'at once', 'daily at 08:00 Europe/Berlin', 'Mondays at 08:00 UTC, quiet from 22:00 to 06:00'. */
export function sayTiming({ timing, hour, weekday, zone, quietFrom, quietTo }: RouteTiming): string {
  const at = (value: number) => `${String(value).padStart(2, '0')}:00`
  if (timing === 'daily') return `daily at ${at(hour)} ${zone}`
  if (timing === 'weekly') return `${WEEKDAYS[weekday - 1]}s at ${at(hour)} ${zone}`
  if (quietFrom === null || quietTo === null) return 'at once'
  return `at once; from ${at(quietFrom)} to ${at(quietTo)} ${zone} only what is critical`
}

export const weekdayWords = WEEKDAYS.map((label, at) => ({ value: String(at + 1), label }))
