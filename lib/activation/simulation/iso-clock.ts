const DAY_MS = 86_400_000
const TWO = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'))

/**
 * The text of an instant as Date.toISOString gives it, for years 0 to 9999. Remembers the day last asked for: in a
 * simulation that comes in time order this is most of the work.
 */
export class IsoClock {
  #day = Number.NaN
  #date = ''

  /** ms: whole milliseconds since 1970. */
  textOf(ms: number): string {
    const day = Math.floor(ms / DAY_MS)
    if (day !== this.#day) {
      this.#day = day
      this.#date = new Date(day * DAY_MS).toISOString().slice(0, 11)
    }
    const rest = ms - day * DAY_MS
    const seconds = Math.floor(rest / 1000)
    const minutes = Math.floor(seconds / 60)
    const part = String(rest - seconds * 1000).padStart(3, '0')
    return `${this.#date}${TWO[Math.floor(minutes / 60)]}:${TWO[minutes % 60]}:${TWO[seconds % 60]}.${part}Z`
  }
}
