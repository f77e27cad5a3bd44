import type { CounterReading, LogFacts } from '@/lib/activation/kms/log-coverage'
import { readRows } from '../rows'

/** The unserved product is not a request of the key: the host answers it without counting. */
const NOT_OF_THE_KEY = '0xC004F042'
/** Comparing counters reads every request between two readings: beyond so many it is left out. */
const MOST_COMPARED = 300_000
const HOURS_BACK = 58 * 24
const HOUR_MS = 3_600_000

/** Which requests belong to the key: 'windows', or any Office. */
export type CountedSlot = 'windows' | 'office'

/**
 * What tells how much of a host's log is there, for the 30 days before `at`. slot: absent where no reading speaks of
 * the key. The caller has checked the permission.
 */
export async function loadLogFacts(
  hostIds: readonly number[],
  slot: CountedSlot | undefined,
  at: Date,
  shared: SharedFacts | undefined = undefined,
): Promise<LogFacts> {
  const [facts, readings] = await Promise.all([
    shared ?? loadSharedFacts(hostIds, at),
    slot === undefined ? [] : loadCounters(hostIds, slot, at),
  ])
  return { ...facts, readings }
}

/** What holds for every key of the host alike. */
export type SharedFacts = Omit<LogFacts, 'readings'>

export async function loadSharedFacts(hostIds: readonly number[], at: Date): Promise<SharedFacts> {
  const [ends, hours, missedExchanges] = await Promise.all([
    loadLogEnds(hostIds, at),
    loadHours(hostIds, at),
    loadMissedExchanges(hostIds, at),
  ])
  return { ...ends, hours, missedExchanges }
}

/** The first and the newest request that is known of a host. */
export async function loadLogEnds(
  hostIds: readonly number[],
  at: Date,
): Promise<{ firstAt?: number; lastAt?: number }> {
  const one = (order: 'ASC' | 'DESC') =>
    readRows<{ at: string }>(
      `SELECT e.at FROM unnest($1::int[]) AS host(id), LATERAL (
         SELECT at FROM activation_event WHERE host_id = host.id AND kind = 'kmsRequest' AND at <= $2
          ORDER BY at ${order} LIMIT 1) e ORDER BY at ${order} LIMIT 1`,
      [hostIds, at],
    )
  const [[first], [last]] = await Promise.all([one('ASC'), one('DESC')])
  return { ...at1('firstAt', first?.at), ...at1('lastAt', last?.at) }
}

const at1 = <K extends 'firstAt' | 'lastAt'>(key: K, at: string | undefined) =>
  (at === undefined ? {} : { [key]: Date.parse(at) }) as { [key in K]?: number }

/** One look-up an hour, whatever the number of requests. */
async function loadHours(hostIds: readonly number[], at: Date): Promise<LogFacts['hours']> {
  const from = Math.floor(at.getTime() / HOUR_MS) * HOUR_MS - HOURS_BACK * HOUR_MS
  const rows = await readRows<{ asked: boolean }>(
    `SELECT EXISTS (SELECT FROM unnest($1::int[]) AS host(id) WHERE EXISTS (
              SELECT FROM activation_event e WHERE e.host_id = host.id AND e.kind = 'kmsRequest'
                 AND e.at >= h AND e.at < h + interval '1 hour' AND e.at <= $3)) AS asked
       FROM generate_series($2::timestamptz, $3::timestamptz, interval '1 hour') h ORDER BY h`,
    [hostIds, new Date(from), at],
  )
  return { from, asked: rows.map(({ asked }) => asked) }
}

/**
 * The newest reading that is 30 days old, those since, and the first one after `at`, which speaks of the end of the
 * log too; with how many requests the log holds between them.
 */
const COUNTERS = `
  WITH reading AS (
    SELECT r.observed_at AS at, max(r.total_requests) AS total FROM kms_host_reading r
     WHERE r.host_id = ANY($1) AND r.application = $3 AND r.total_requests IS NOT NULL
       AND r.observed_at <= coalesce((SELECT min(o.observed_at) FROM kms_host_reading o
             WHERE o.host_id = ANY($1) AND o.application = $3 AND o.total_requests IS NOT NULL
               AND o.observed_at > $2), $2)
       AND r.observed_at >= coalesce((SELECT max(o.observed_at) FROM kms_host_reading o
             WHERE o.host_id = ANY($1) AND o.application = $3 AND o.total_requests IS NOT NULL
               AND o.observed_at <= $2::timestamptz - interval '30 days'), '-infinity')
     GROUP BY 1),
  chained AS (SELECT at, total, coalesce(lag(at) OVER (ORDER BY at), '-infinity') AS since FROM reading)
  SELECT c.at, c.total, l.logged, n.near, n.within
    FROM chained c,
         LATERAL (SELECT count(*)::int AS logged FROM activation_event e
                   WHERE e.host_id = ANY($1) AND e.kind = 'kmsRequest' AND e.at > c.since AND e.at <= c.at
                     AND e.slot LIKE $4 AND e.code <> '${NOT_OF_THE_KEY}') l,
         LATERAL (SELECT count(*)::int AS near,
                         count(*) FILTER (WHERE e.at BETWEEN c.at - interval '1 second' AND c.at + interval '1 second')::int AS within
                    FROM activation_event e
                   WHERE e.host_id = ANY($1) AND e.kind = 'kmsRequest' AND e.slot LIKE $4
                     AND e.at BETWEEN c.at - interval '1 minute' AND c.at + interval '1 minute') n
   ORDER BY c.at`

async function loadCounters(
  hostIds: readonly number[],
  slot: CountedSlot,
  at: Date,
): Promise<CounterReading[]> {
  const [all] = await readRows<{ requests: number }>(
    'SELECT coalesce(sum(requests), 0)::int AS requests FROM host_day WHERE host_id = ANY($1)',
    [hostIds],
  )
  if ((all?.requests ?? 0) > MOST_COMPARED) return []
  const rows = await readRows<{
    at: string
    total: number
    logged: number
    near: number
    within: number
  }>(COUNTERS, [hostIds, at, slot, slot === 'office' ? 'office:%' : 'windows'])
  return rows.map((row) => ({
    at: Date.parse(row.at),
    total: row.total,
    logged: row.logged,
    loggedNear: row.near,
    loggedWithin: row.within,
  }))
}

const MOST_EXCHANGES = 200

/** Clients that were answered by this host while its log knows nothing of them within half an hour. */
async function loadMissedExchanges(hostIds: readonly number[], at: Date): Promise<number[]> {
  const rows = await readRows<{ at: string }>(
    `WITH told AS MATERIALIZED (
       SELECT x.at, x.name_id FROM activation_event x
        WHERE x.host_id = ANY($1) AND x.kind = 'kmsClientExchange' AND x.code = '0x00000000'
          AND x.details ->> 'step' = 'request' AND x.at > $2::timestamptz - interval '30 days' AND x.at <= $2)
     SELECT x.at FROM told x JOIN client_name xn ON xn.id = x.name_id
      WHERE NOT EXISTS (
          SELECT FROM client_name n JOIN activation_event r ON r.name_id = n.id
           WHERE n.client_id = xn.client_id AND r.kind = 'kmsRequest' AND r.host_id = ANY($1)
             AND r.at BETWEEN x.at - interval '30 minutes' AND x.at + interval '30 minutes')
      ORDER BY x.at LIMIT ${MOST_EXCHANGES}`,
    [hostIds, at],
  )
  return rows.map((row) => Date.parse(row.at))
}
