/**
 * Calls of one group that wait for each other anyway go into one transaction: the first runs at once, those
 * that come meanwhile run together after it. Each has its own answer and audit entry; nobody is answered before
 * the commit.
 */
interface Waiting<Call, Answer> {
  call: Call
  resolve: (answer: Answer) => void
  reject: (cause: unknown) => void
}

/** Most calls in one transaction. */
const LARGEST_GROUP = 64

/** Where calls differ in size: what one weighs, and how much goes into one transaction. A call larger than that has one alone. */
interface Weights<Call> {
  of(call: Call): number
  most: number
}

export class GroupQueue<Call, Answer> {
  readonly #waiting = new Map<string, Waiting<Call, Answer>[]>()

  /** `runGroup` answers each call of one group in the same order, after its commit; it throws when nothing was saved. */
  constructor(
    readonly runGroup: (group: string, calls: Call[]) => Promise<Answer[]>,
    readonly weights: Weights<Call> = { of: () => 1, most: LARGEST_GROUP },
  ) {}

  run(group: string, call: Call): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const line = this.#waiting.get(group)
      if (line) {
        line.push({ call, resolve, reject })
        return
      }
      this.#waiting.set(group, [{ call, resolve, reject }])
      void this.#serve(group)
    })
  }

  async #serve(group: string): Promise<void> {
    const line = this.#waiting.get(group) ?? []
    while (line.length > 0) await this.#runTogether(group, line.splice(0, this.#fitting(line)))
    this.#waiting.delete(group)
  }

  /** How many of the first in the line go together. */
  #fitting(line: readonly Waiting<Call, Answer>[]): number {
    let weight = 0
    const count = line.slice(0, LARGEST_GROUP).findIndex(({ call }) => {
      weight += this.weights.of(call)
      return weight > this.weights.most
    })
    return count === -1 ? LARGEST_GROUP : Math.max(1, count)
  }

  async #runTogether(group: string, waiting: Waiting<Call, Answer>[]): Promise<void> {
    try {
      const calls = waiting.map(({ call }) => call)
      const answers = await this.runGroup(group, calls)
      for (const [index, { resolve, reject }] of waiting.entries()) {
        const answer = answers[index]
        if (answer === undefined) reject(new Error('a call was left without an answer'))
        else resolve(answer)
      }
    } catch (cause) {
      if (waiting.length === 1) return waiting[0]?.reject(cause)
      // One call that the database refuses must not take the others with it: each again on its own.
      for (const one of waiting) await this.#runTogether(group, [one])
    }
  }
}
