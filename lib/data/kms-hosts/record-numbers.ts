import type { NumberedRun } from '@/lib/activation/kms/log-coverage'
import { readRows } from '../rows'

/** A log that is cut into more runs than these was exported with a filter: its numbers tell nothing. */
const MOST_RUNS = 200
/** Beyond so many events the numbers are not looked at: such a host's count is full anyway. */
const MOST_EVENTS = 300_000

/**
 * The stretches of a host's log in which its record numbers run without a hole, in time order, of the 45 days before
 * `at`: enough to begin before the 30 days that count. A log that was cleared begins to count anew.
 */
export async function loadNumberedRuns(hostIds: readonly number[], at: Date): Promise<NumberedRun[]> {
  const rows = await readRows<{ from: string; to: string; first: string; last: string }>(
    `WITH numbered AS (
       SELECT e.* FROM unnest($1::int[]) AS host(id), LATERAL (
         SELECT at, record_id FROM activation_event e
          WHERE e.host_id = host.id AND e.record_id IS NOT NULL
            AND e.at > $2::timestamptz - interval '45 days' AND e.at <= $2
          ORDER BY at DESC LIMIT ${MOST_EVENTS}) e),
     stepped AS (
       SELECT at, record_id, record_id - lag(record_id) OVER (ORDER BY at, record_id) AS step FROM numbered),
     run AS (
       SELECT at, record_id, count(*) FILTER (WHERE step IS DISTINCT FROM 1) OVER (ORDER BY at, record_id) AS no
         FROM stepped)
     SELECT min(at) AS "from", max(at) AS "to", min(record_id)::text AS first, max(record_id)::text AS last
       FROM run GROUP BY no ORDER BY no LIMIT ${MOST_RUNS + 1}`,
    [hostIds, at],
  )
  if (rows.length > MOST_RUNS) return []
  return rows.map(({ from, to, first, last }) => ({
    from: Date.parse(from),
    to: Date.parse(to),
    first: Number(first),
    last: Number(last),
  }))
}
