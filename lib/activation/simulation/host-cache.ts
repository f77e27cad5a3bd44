import { CLIENT_THRESHOLD, COUNT_WINDOW_DAYS, countCap } from '../kms/thresholds'

const WINDOW_SECONDS = COUNT_WINDOW_DAYS * 86_400
const MOST_SLOTS = countCap(CLIENT_THRESHOLD)

/**
 * The CMIDs one host key holds: the most recent ones, each for 30 days, no more than twice the largest
 * threshold it was ever asked for; the size is from the KMS planning guide
 * (Microsoft, 11/2024); that the room never shrinks again is our assumption, not confirmed there.
 * Times are seconds and never run backwards.
 */
export class HostCache {
  /** Oldest first. */
  readonly #ids = new Float64Array(MOST_SLOTS)
  readonly #askedAt = new Int32Array(MOST_SLOTS)
  #size = 0
  #cap = 0

  get cap(): number {
    return this.#cap
  }

  /** Makes room for a client with this threshold. */
  makeRoom(minimumCount: number): void {
    this.#cap = Math.min(MOST_SLOTS, Math.max(this.#cap, countCap(minimumCount)))
  }

  /** Notes that a CMID asked now: a new slot, or its old one renewed. */
  note(id: number, now: number): void {
    this.#expire(now)
    const place = this.#ids.subarray(0, this.#size).indexOf(id)
    if (place >= 0) this.#remove(place)
    else if (this.#size >= this.#cap) this.#remove(0)
    this.#ids[this.#size] = id
    this.#askedAt[this.#size] = now
    this.#size += 1
  }

  count(now: number): number {
    this.#expire(now)
    return this.#size
  }

  /** How many of those it counts `isCounted` says yes to. */
  countOf(now: number, isCounted: (id: number) => boolean): number {
    this.#expire(now)
    let count = 0
    for (let place = 0; place < this.#size; place += 1) if (isCounted(this.#ids[place] ?? 0)) count += 1
    return count
  }

  #expire(now: number): void {
    while (this.#size > 0 && (this.#askedAt[0] ?? 0) + WINDOW_SECONDS <= now) this.#remove(0)
  }

  #remove(place: number): void {
    this.#ids.copyWithin(place, place + 1, this.#size)
    this.#askedAt.copyWithin(place, place + 1, this.#size)
    this.#size -= 1
  }
}
