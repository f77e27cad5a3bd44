/** When a message that was not taken is tried again. Source: six tries over a day, as mail servers are patient. */
import { MINUTE_MS } from '../kms/timers'

/** Minutes between one try and the next. */
const PAUSES = [1, 9, 50, 300, 1080] as const
export const MOST_TRIES = PAUSES.length + 1

/** A receiver that asks for more patience than this is not waited for any longer. */
const LONGEST_WAIT_MS = 24 * 60 * MINUTE_MS

/** When to try again after `tries` tries; undefined: no more. `afterSeconds`: what the receiver asked for. */
export function nextTry(tries: number, now: Date, afterSeconds = 0): Date | undefined {
  const pause = PAUSES[tries - 1]
  if (pause === undefined) return undefined
  const wait = Math.min(LONGEST_WAIT_MS, Math.max(pause * MINUTE_MS, afterSeconds * 1000))
  return new Date(now.getTime() + wait)
}

/** So many failures in a row make a channel one that fails. */
export const FAILURES_OF_A_FAILING_CHANNEL = 3
