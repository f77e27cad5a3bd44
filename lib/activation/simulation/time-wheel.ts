const HOUR = 3600
const NOBODY = -1

/**
 * Says who is due next. Every entry waits for one second at a time; hours are lists, and the hour that is
 * open is split into its seconds, so putting in and taking out cost the same whatever the fleet's size, and
 * memory depends on the number of entries and hours only. Entries of one second come in a fixed order.
 */
export class TimeWheel {
  readonly #hours: Int32Array
  readonly #seconds = new Int32Array(HOUR).fill(NOBODY)
  /** The entry behind this one in its list. */
  readonly #next: Int32Array
  readonly #due: Int32Array
  #hour = -1
  #second = HOUR
  /** Entries waiting in the hour that is open: an hour without any is passed over at once. */
  #open = 0

  /** end: seconds; what is due at the end or later never comes. */
  constructor(
    entries: number,
    private readonly end: number,
  ) {
    this.#hours = new Int32Array(Math.ceil(end / HOUR)).fill(NOBODY)
    this.#next = new Int32Array(entries)
    this.#due = new Int32Array(entries)
  }

  /** The second of the entry that `next` gave last. */
  get now(): number {
    return this.#hour * HOUR + this.#second
  }

  /** Lets an entry that is not waiting come at `due`, whole seconds, not in the past. */
  schedule(entry: number, due: number): void {
    if (due >= this.end) return
    if (due < this.now) throw new Error(`Entry ${entry} is due in the past`)
    this.#due[entry] = due
    const hour = Math.floor(due / HOUR)
    if (hour === this.#hour) this.#pushSecond(due % HOUR, entry)
    else this.#push(this.#hours, hour, entry)
  }

  /** Takes out the entry that is due first; undefined when nobody waits any more. */
  next(): number | undefined {
    for (;;) {
      while (this.#open > 0) {
        const entry = this.#seconds[this.#second] ?? NOBODY
        if (entry !== NOBODY) {
          this.#seconds[this.#second] = this.#next[entry] ?? NOBODY
          this.#open -= 1
          return entry
        }
        this.#second += 1
      }
      if (this.#hour + 1 >= this.#hours.length) return undefined
      this.#openHour(this.#hour + 1)
    }
  }

  #openHour(hour: number): void {
    this.#hour = hour
    this.#second = 0
    let entry = this.#hours[hour] ?? NOBODY
    while (entry !== NOBODY) {
      const behind = this.#next[entry] ?? NOBODY
      this.#pushSecond((this.#due[entry] ?? 0) % HOUR, entry)
      entry = behind
    }
  }

  #pushSecond(second: number, entry: number): void {
    this.#push(this.#seconds, second, entry)
    this.#open += 1
  }

  #push(lists: Int32Array, list: number, entry: number): void {
    this.#next[entry] = lists[list] ?? NOBODY
    lists[list] = entry
  }
}
