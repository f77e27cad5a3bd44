/**
 * Spends of one key that wait for each other anyway go into one transaction: the first runs at once, those
 * that come meanwhile run together after it. Each has its own answer, entries and audit entry; nobody is
 * answered before the commit.
 */
interface Waiting<Call, Answer> {
  call: Call
  resolve: (answer: Answer) => void
  reject: (cause: unknown) => void
}

/** Most spends in one transaction. */
const LARGEST_GROUP = 64

export class SpendQueue<Call, Answer> {
  readonly #waiting = new Map<string, Waiting<Call, Answer>[]>()

  /** `runGroup` answers each call of one key in the same order, after its commit; it throws when nothing was saved. */
  constructor(readonly runGroup: (keyId: string, calls: Call[]) => Promise<Answer[]>) {}

  run(keyId: string, call: Call): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const line = this.#waiting.get(keyId)
      if (line) {
        line.push({ call, resolve, reject })
        return
      }
      this.#waiting.set(keyId, [{ call, resolve, reject }])
      void this.#serve(keyId)
    })
  }

  async #serve(keyId: string): Promise<void> {
    const line = this.#waiting.get(keyId) ?? []
    while (line.length > 0) await this.#runTogether(keyId, line.splice(0, LARGEST_GROUP))
    this.#waiting.delete(keyId)
  }

  async #runTogether(keyId: string, group: Waiting<Call, Answer>[]): Promise<void> {
    try {
      const calls = group.map(({ call }) => call)
      const answers = await this.runGroup(keyId, calls)
      for (const [index, { resolve, reject }] of group.entries()) {
        const answer = answers[index]
        if (answer === undefined) reject(new Error('a spend was left without an answer'))
        else resolve(answer)
      }
    } catch (cause) {
      if (group.length === 1) return group[0]?.reject(cause)
      // One call that the database refuses must not take the others with it: each again on its own.
      for (const one of group) await this.#runTogether(keyId, [one])
    }
  }
}
