import { Gauge } from 'prom-client'
import { poolFigures } from './pool'
import { countedHere } from './query-times'

/** What this process, or this thread of it, counts: copyable, as prom-client puts it together with that of others. */
export async function processMetrics(): Promise<object[]> {
  const connections = new Gauge({
    name: 'console_pool_connections',
    help: 'Connections to the database by pool: idle, in use, and callers that wait for one',
    labelNames: ['purpose', 'kind', 'state'],
    registers: [],
  })
  for (const { purpose, kind, ...states } of poolFigures()) {
    for (const [state, count] of Object.entries(states)) connections.inc({ purpose, kind, state }, count)
  }
  return [...(await countedHere.getMetricsAsJSON()), await connections.get()]
}
