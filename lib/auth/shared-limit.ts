import { networkOf } from './network-of'

/** So often a network may ask for shared reports in a minute, with right links or wrong ones. */
export const MOST_A_MINUTE = 30
const MINUTE_MS = 60_000

const asked = new Map<string, { since: number; times: number }>()

/** Counts one more call; true beyond the limit. Kept in this process: a guess needs 256 bits, this only keeps the console free. */
export function asksTooOften(client: string, now: number): boolean {
  const network = networkOf(client)
  const counted = asked.get(network)
  if (!counted || now - counted.since >= MINUTE_MS) {
    for (const [other, { since }] of asked) if (now - since >= MINUTE_MS) asked.delete(other)
    asked.set(network, { since: now, times: 1 })
    return false
  }
  counted.times += 1
  return counted.times > MOST_A_MINUTE
}
