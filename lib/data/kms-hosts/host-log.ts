import type { CounterReading, LogFacts } from '@/lib/activation/kms/log-coverage'
import { type CacheSlot, raisesCount } from '@/lib/activation/kms/rebuild-count'
import { productByActivationId } from '@/lib/activation/product/products-by-id'
import { readRows } from '../rows'
import { loadRebuiltCounts, type RebuiltCount } from './rebuilt-counts'
import { loadNumberedRuns } from './record-numbers'

/**
 * All that is read to explain the counts of one host (explained-count.ts): its log at its end, and at each moment at
 * which the host told its count itself. The caller has checked the permission.
 */
export interface HostLog {
  /** the first request that is known, milliseconds since 1970 */
  firstAt: number
  end: LogMoment
  /** the newest count of each application that the host told */
  told: ToldCount[]
}

/** Which requests belong to a host key, as readings name it: 'windows', or any Office. */
export type CountedSlot = 'windows' | 'office'

/** The log at one moment: the caches that it gives, and what tells how much of it is there. */
export interface LogMoment {
  at: Date
  counts: NamedCount[]
  facts: Omit<LogFacts, 'readings'>
  /** the host's own counters of requests */
  counters: Record<CountedSlot, CounterReading[]>
}

export type NamedCount = RebuiltCount & { slots: NamedSlot[] }

/** A slot with the machine that holds it. */
export interface NamedSlot extends CacheSlot {
  /** the machine's own page goes by this name */
  client: string
}

/** A count that the host told, and its log at that moment. */
export interface ToldCount {
  slot: CountedSlot
  count: number
  log: LogMoment
  /** its total of requests fell within the 30 days before */
  hasRestarted: boolean
  uncounted: Uncounted
}

/** Undefined where no request of the host was ever recorded. */
export async function readHostLog(hostIds: readonly number[], now: Date): Promise<HostLog | undefined> {
  const [{ firstAt, lastAt }, readings] = await Promise.all([
    loadLogEnds(hostIds, now),
    loadNewestReadings(hostIds),
  ])
  if (firstAt === undefined || lastAt === undefined) return undefined
  // A host tells of all its products at once, as a rule: a moment is read once.
  const moments = new Map<string, Promise<LogMoment>>()
  const momentAt = (at: string) => {
    const moment = moments.get(at) ?? readMoment(hostIds, new Date(at))
    moments.set(at, moment)
    return moment
  }
  const [end, told] = await Promise.all([
    momentAt(new Date(lastAt).toISOString()),
    Promise.all(
      readings.map(async ({ slot, count, at }): Promise<ToldCount> => {
        const [log, hasRestarted, uncounted] = await Promise.all([
          momentAt(at),
          hasRestartedBefore(hostIds, slot, at),
          loadUncounted(hostIds, at),
        ])
        return { slot, count, log, hasRestarted, uncounted }
      }),
    ),
  ])
  return { firstAt, end, told }
}

async function readMoment(hostIds: readonly number[], at: Date): Promise<LogMoment> {
  const [counts, ends, hours, missedExchanges, windows, office, numbered] = await Promise.all([
    loadRebuiltCounts(hostIds, at).then((rebuilt) => withNames(rebuilt, at)),
    loadLogEnds(hostIds, at),
    loadHours(hostIds, at),
    loadMissedExchanges(hostIds, at),
    loadCounters(hostIds, 'windows', at),
    loadCounters(hostIds, 'office', at),
    loadNumberedRuns(hostIds, at),
  ])
  return { at, counts, facts: { ...ends, hours, missedExchanges, numbered }, counters: { windows, office } }
}

function loadNewestReadings(hostIds: readonly number[]) {
  return readRows<{ slot: CountedSlot; count: number; at: string }>(
    `SELECT DISTINCT ON (application) application AS slot, current_count AS count, observed_at AS at
       FROM kms_host_reading WHERE host_id = ANY($1) AND current_count IS NOT NULL
      ORDER BY application, observed_at DESC`,
    [hostIds],
  )
}

/** A total that is smaller than the one before it, within the 30 days. */
async function hasRestartedBefore(
  hostIds: readonly number[],
  slot: CountedSlot,
  at: string,
): Promise<boolean> {
  const [row] = await readRows<{ restarted: boolean }>(
    `SELECT coalesce(bool_or(total < before), false) AS restarted
       FROM (SELECT observed_at, total_requests AS total,
                    lag(total_requests) OVER (ORDER BY observed_at) AS before
               FROM kms_host_reading
              WHERE host_id = ANY($1) AND application = $2 AND total_requests IS NOT NULL AND observed_at <= $3) r
      WHERE observed_at > $3::timestamptz - interval '30 days'`,
    [hostIds, slot, at],
  )
  return row?.restarted === true
}

/**
 * The slots with the machines behind them: the page each name belongs to, and every other machine that used the CMID
 * within the 30 days before `at`, which the newest requests alone need not show.
 */
async function withNames(counts: readonly RebuiltCount[], at: Date): Promise<NamedCount[]> {
  const cmids = counts.flatMap(({ slots }) => slots.map(({ cmid }) => cmid))
  const rows = await readRows<{ cmid: string; name: string; client: string }>(
    `SELECT k.cmid, n.name, c.name AS client
       FROM client_cmid k JOIN client_name n ON n.id = k.name_id JOIN client c ON c.id = n.client_id
      WHERE k.cmid = ANY($1::uuid[]) AND k.last_seen_at > $2::timestamptz - interval '30 days' AND k.first_seen_at <= $2
      ORDER BY k.last_seen_at DESC`,
    [cmids, at],
  )
  const byCmid = Map.groupBy(rows, ({ cmid }) => cmid)
  const named = (slot: CacheSlot): NamedSlot => {
    const own = byCmid.get(slot.cmid) ?? []
    const client = own.find(({ name }) => name === slot.name)?.client ?? slot.name
    const others = own.map((row) => row.client).filter((other) => other !== client)
    return { ...slot, client, otherNames: [...new Set(others)] }
  }
  return counts.map((count) => ({ ...count, slots: count.slots.map(named) }))
}

/** The unserved product is not a request of the key: the host answers it without counting. */
const NOT_OF_THE_KEY = '0xC004F042'
/** Comparing counters reads every request between two readings: beyond so many it is left out. */
const MOST_COMPARED = 300_000
const HOURS_BACK = 58 * 24
const HOUR_MS = 3_600_000

/** The first and the newest request that is known of a host. */
async function loadLogEnds(
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

/** Requests of the 30 days that raise no count. */
interface Uncounted {
  /** of virtual machines whose generation counts physical ones only */
  virtualNotCounted: number
  /** refused before they were counted */
  refusedUncounted: number
}

interface KindRow {
  activationId: string | null
  isVirtual: boolean | null
  isCounted: boolean
  requests: number
}

/** A host with more requests a month is not looked at: its count is full anyway. */
const MOST_LOOKED_AT = 300_000

/** What asked and was not counted, of a host's requests in the 30 days before `at`. */
async function loadUncounted(hostIds: readonly number[], at: string): Promise<Uncounted> {
  const rows = await readRows<KindRow>(
    `SELECT activation_id, is_virtual,
            code IN ('0x00000000', '0xC004F038') AS is_counted, count(*)::int AS requests
       FROM unnest($1::int[]) AS host(id), LATERAL (
            SELECT * FROM activation_event e
             WHERE e.host_id = host.id AND e.kind = 'kmsRequest'
               AND e.at > $2::timestamptz - interval '30 days' AND e.at <= $2
             ORDER BY e.at DESC LIMIT ${MOST_LOOKED_AT}) e
      GROUP BY 1, 2, 3`,
    [hostIds, at],
  )
  const isPassedOver = ({ activationId, isVirtual }: KindRow) =>
    !raisesCount(productByActivationId(activationId ?? undefined)?.generation, isVirtual === true)
  const sum = (kinds: KindRow[]) => kinds.reduce((total, { requests }) => total + requests, 0)
  return {
    virtualNotCounted: sum(rows.filter((row) => row.isCounted && isPassedOver(row))),
    refusedUncounted: sum(rows.filter((row) => !row.isCounted)),
  }
}
