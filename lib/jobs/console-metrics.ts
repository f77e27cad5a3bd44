import { AggregatorRegistry, collectDefaultMetrics } from 'prom-client'
import { databaseMetrics } from '@/lib/data/database-metrics'
import { processMetrics } from '@/lib/data/process-metrics'
import { countedHere } from '@/lib/data/query-times'
import { aside } from './threads'

/** Without threads there is only what is counted here. */
const jobsMetrics = aside('jobs', 'processMetrics', async (): Promise<object[]> => [])

/** What a Prometheus reads of this console, as text: its process and the threads of it, and what the database knows. */
export async function consoleMetrics(now: Date): Promise<{ text: string; contentType: string }> {
  // Node's own are measured from the first time that somebody asks.
  if (!countedHere.getSingleMetric('process_start_time_seconds'))
    collectDefaultMetrics({ register: countedHere })
  const parts = await Promise.all([
    processMetrics(),
    // A thread that is being started again has nothing to say.
    jobsMetrics().catch(() => []),
    databaseMetrics(now),
  ])
  const all = AggregatorRegistry.aggregate(parts)
  return { text: await all.metrics(), contentType: all.contentType }
}
