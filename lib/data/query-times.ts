import type pg from 'pg'
import { Histogram, Registry } from 'prom-client'

/** Bundled pages and the rest of the console are different modules in one process; they share this. */
const kept = globalThis as typeof globalThis & { consoleMetrics?: Registry }
kept.consoleMetrics ??= new Registry()
/** What this process, or this thread of it, counts while it works. */
export const countedHere = kept.consoleMetrics

const QUERY_TIMES = 'console_query_seconds'
const SECONDS = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30]

type Query = (this: pg.ClientBase, ...given: unknown[]) => unknown

/** Has each statement of a new connection timed, however it is sent. */
export function timeStatements(client: pg.ClientBase, purpose: string): void {
  const query = client.query as Query
  const timed: Query = function (...given) {
    const stop = queryTimes().startTimer({ purpose })
    const end = () => void stop()
    const last = given.length - 1
    const callback = given[last]
    if (typeof callback === 'function') {
      given[last] = (...answer: unknown[]) => {
        end()
        callback(...answer)
      }
      return query.apply(this, given)
    }
    const answer = query.apply(this, given)
    // A COPY answers as a stream, and takes as long as whoever fills it.
    if (answer instanceof Promise) answer.then(end, end)
    return answer
  }
  client.query = timed as typeof client.query
}

function queryTimes(): Histogram<'purpose'> {
  const known = countedHere.getSingleMetric<'purpose'>(QUERY_TIMES)
  if (known instanceof Histogram) return known
  return new Histogram({
    name: QUERY_TIMES,
    help: 'How long statements of the database took, by whom they served',
    labelNames: ['purpose'],
    buckets: SECONDS,
    registers: [countedHere],
  })
}
