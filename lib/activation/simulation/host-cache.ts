import { CLIENT_THRESHOLD, COUNT_WINDOW_DAYS, countCap } from '../kms/thresholds'

const WINDOW_SECONDS = COUNT_WINDOW_DAYS * 86_400
const MOST_SLOTS = countCap(CLIENT_THRESHOLD)
/** CMIDs are sorted into so many drawers, a power of two, so that one that is not held is known without a search. */
const DRAWERS = 1_024

/**
 * The CMIDs one host key holds: the most recent ones, each for 30 days, no more than twice the largest
 * threshold it was ever asked for; the size is from the KMS planning guide
 * (Microsoft, 11/2024); that the room never shrinks again is our assumption, not confirmed there.
 * Times are seconds and never run backwards.
 */
export class HostCache {
  /** A ring: the oldest stands at `#first`, the others behind it. */
  readonly #ids = new Float64Array(MOST_SLOTS)
  readonly #askedAt = new Int32Array(MOST_SLOTS)
  /** How many of the held CMIDs are in each drawer. */
  readonly #inDrawer = new Uint8Array(DRAWERS)
  #first = 0
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
    const drawer = drawerOf(id)
    const place = this.#inDrawer[drawer] === 0 ? -1 : this.#placeOf(id)
    if (place >= 0) this.#remove(place)
    else if (this.#size >= this.#cap) this.#removeOldest()
    const slot = this.#slotAt(this.#size)
    this.#ids[slot] = id
    this.#askedAt[slot] = now
    this.#inDrawer[drawer] = (this.#inDrawer[drawer] ?? 0) + 1
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
    for (let place = 0; place < this.#size; place += 1) {
      if (isCounted(this.#ids[this.#slotAt(place)] ?? 0)) count += 1
    }
    return count
  }

  #expire(now: number): void {
    while (this.#size > 0 && (this.#askedAt[this.#first] ?? 0) + WINDOW_SECONDS <= now) this.#removeOldest()
  }

  /** The slot of the `place`th, the oldest being the 0th. */
  #slotAt(place: number): number {
    const slot = this.#first + place
    return slot < MOST_SLOTS ? slot : slot - MOST_SLOTS
  }

  #placeOf(id: number): number {
    for (let place = 0; place < this.#size; place += 1)
      if (this.#ids[this.#slotAt(place)] === id) return place
    return -1
  }

  /** Those before it move up by one: it is among the oldest wherever machines ask in turn. */
  #remove(place: number): void {
    const id = this.#ids[this.#slotAt(place)] ?? 0
    for (let at = place; at > 0; at -= 1) {
      const [slot, before] = [this.#slotAt(at), this.#slotAt(at - 1)]
      this.#ids[slot] = this.#ids[before] ?? 0
      this.#askedAt[slot] = this.#askedAt[before] ?? 0
    }
    this.#ids[this.#first] = id
    this.#removeOldest()
  }

  #removeOldest(): void {
    const drawer = drawerOf(this.#ids[this.#first] ?? 0)
    this.#inDrawer[drawer] = (this.#inDrawer[drawer] ?? 0) - 1
    this.#first = this.#slotAt(1)
    this.#size -= 1
  }
}

const drawerOf = (id: number): number => id & (DRAWERS - 1)
