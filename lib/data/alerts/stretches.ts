/** Machines are judged some at a time, by their names, so that a fleet of a million is never in memory at once. */
import { readRows } from '../rows'
import type { SqlValues } from '../sql-text'

/** The condition that a column with a machine's name lies in it. */
export type Stretch = (column: string, values: SqlValues) => string

const MACHINES = 25_000

/** The whole fleet, so many machines at a time, with names that are in no fleet any more. */
export async function* wholeFleet(machines = MACHINES): AsyncGenerator<Stretch> {
  let after: string | undefined
  for (;;) {
    const from: string | undefined = after
    const rows: { name: string }[] = await readRows<{ name: string }>(
      'SELECT name FROM client WHERE name > $1 ORDER BY name OFFSET $2 LIMIT 1',
      [from ?? '', machines],
    )
    const until = rows[0]?.name
    yield (column, values) => {
      const isAfter = from === undefined ? 'true' : `${column} > ${values.add(from)}`
      return until === undefined ? isAfter : `(${isAfter} AND ${column} <= ${values.add(until)})`
    }
    if (until === undefined) return
    after = until
  }
}

/** Machines that something was heard of lately. */
export async function* heardSince(since: Date): AsyncGenerator<Stretch> {
  const rows = await readRows<{ name: string }>('SELECT name FROM client WHERE observed_at >= $1', [since])
  for (let from = 0; from < rows.length; from += MACHINES) {
    const names = rows.slice(from, from + MACHINES).map(({ name }) => name)
    yield (column, values) => `${column} = ANY(${values.add(names)})`
  }
}
