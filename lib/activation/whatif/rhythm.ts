import { MINUTE_MS, RENEWAL_INTERVAL_MINUTES } from '../kms/timers'
import type { RenewingLicense } from './fleet-pattern'

const USUAL_MS = RENEWAL_INTERVAL_MINUTES * MINUTE_MS
/** Fewer gaps tell no rhythm. */
const ENOUGH_GAPS = 3

/**
 * How far apart a license's requests are, in milliseconds: the middle of its gaps, which a lost event does not move; the seven
 * days of a KMS host where there are too few. Retries every two hours are no renewals.
 */
export function rhythmMs(asks: readonly number[]): number {
  const gaps: number[] = []
  for (let place = 1; place < asks.length; place += 1) {
    const gap = (asks[place] ?? 0) - (asks[place - 1] ?? 0)
    if (gap > USUAL_MS / 7) gaps.push(gap)
  }
  if (gaps.length < ENOUGH_GAPS) return USUAL_MS
  gaps.sort((one, other) => one - other)
  return gaps[(gaps.length - 1) >> 1] ?? USUAL_MS
}

/** When a licensed product asks next after `now`, milliseconds: so many of its turns after its newest request. */
export function nextAsk(
  { asks, seenAt }: Pick<RenewingLicense, 'asks' | 'seenAt'>,
  rhythm: number,
  now: number,
): number {
  const last = asks.at(-1) ?? seenAt
  return last + Math.max(1, Math.ceil((now - last) / rhythm)) * rhythm
}
