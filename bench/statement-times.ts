/** Where the time of a transaction goes: milliseconds by statement. */
import pg from 'pg'

const SHOWN = 90

/** Runs `work` and prints what its statements took, the longest first. */
export async function withStatementTimes<T>(work: () => Promise<T>): Promise<T> {
  const spent = new Map<string, number>()
  const { query } = pg.Client.prototype
  const timed = async function (this: pg.Client, ...given: Parameters<typeof query>) {
    const start = performance.now()
    const answer = await Reflect.apply(query, this, given)
    const name = nameOf(given[0])
    spent.set(name, (spent.get(name) ?? 0) + performance.now() - start)
    return answer
  }
  // What streams, as COPY does, is no promise and goes its own way.
  pg.Client.prototype.query = function (this: pg.Client, ...given: Parameters<typeof query>) {
    const isStream = typeof given[0] === 'object' && 'submit' in given[0]
    return Reflect.apply(isStream || typeof given.at(-1) === 'function' ? query : timed, this, given)
  } as typeof query
  try {
    return await work()
  } finally {
    pg.Client.prototype.query = query
    for (const [name, ms] of [...spent].sort(([, one], [, other]) => other - one)) {
      console.log(`${ms.toFixed(0).padStart(7)} ms  ${name}`)
    }
  }
}

function nameOf(asked: unknown): string {
  const text = typeof asked === 'string' ? asked : String((asked as { text?: string }).text)
  return text.replace(/\s+/g, ' ').trim().slice(0, SHOWN)
}
