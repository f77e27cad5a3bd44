import type {
  ClockFacts,
  CmidFacts,
  FleetFacts,
  MachineFacts,
  RearmFacts,
  WaveFacts,
} from '@/lib/activation/alert/machine-rules'
import { loadSharedCmids } from '../kms-hosts/shared-cmids'
import { conditionAt, statusAt } from '../license-at'
import type { DataReader } from '../permission'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import type { Stretch } from './stretches'

const VALIDITY_DAYS = 180
const RENEWAL_DAYS = 7

/**
 * Machines that a rule may have something to say about: whose license ends before a healthy one would, or that are out of
 * license; the others are well. After the license that speaks for a machine come those beside it, such as Office, without
 * add-ons, what is managed per user, and the grace that Office keeps once it is licensed. missed: renewals from which on a rule
 * speaks.
 */
export function loadMachineFacts(now: Date, missed: number, stretch: Stretch): Promise<MachineFacts[]> {
  const values = new SqlValues()
  return readRows<MachineFacts>(machineFacts(values, { now, missed, stretch }), values.list)
}

/** The same as a query: MachineFacts as columns, with `client_id` and `license_id`. */
export function machineFacts(
  values: SqlValues,
  { now, missed, stretch }: { now: Date; missed: number; stretch: Stretch },
): string {
  const at = values.add(now)
  const daysOfHealth = values.add(VALIDITY_DAYS - RENEWAL_DAYS * missed)
  return `WITH found AS (
       SELECT l.id FROM client c JOIN license l ON l.client_id = c.id AND l.is_primary
        WHERE ${stretch('c.name', values)} AND (c.expires_at < ${at}::timestamptz + make_interval(days => greatest(30, ${daysOfHealth}))
              OR c.kind = ANY(ARRAY(SELECT kind FROM fleet_kind WHERE condition <> 'licensed')))
       UNION ALL
       SELECT l.id FROM license l JOIN client c ON c.id = l.client_id
        WHERE ${stretch('c.name', values)} AND NOT l.is_primary
          AND client_kind(l.condition, l.channel, l.product_label, l.kms_host, l.reason) = ANY(ARRAY(
                SELECT kind FROM other_license_count WHERE condition <> 'licensed' OR channel = 'Evaluation'))
          AND NOT l.is_addon AND NOT l.managed_per_user AND l.slot NOT LIKE 'office:%-grace')
     SELECT c.id AS client_id, l.id AS license_id, c.name AS machine, NOT l.is_primary AS is_beside,
            ${conditionAt(at)} AS condition, ${statusAt(at)} AS status, l.channel, l.product_label AS product, l.reason,
            l.observed_at, l.last_renewed_at, l.renewal_interval_minutes, l.kms_host,
            CASE WHEN l.is_primary THEN c.expires_at ELSE license_end(l.condition, l.changes_at, l.since) END AS expires_at,
            CASE WHEN h.last_request_at <= ${at} THEN h.last_request_at END AS host_heard_at
       FROM found JOIN license l USING (id) JOIN client c ON c.id = l.client_id
       LEFT JOIN kms_host h ON h.name = l.kms_host`
}

/** Machines out of license, and all, from the roll-up. */
export async function loadFleetFacts(): Promise<FleetFacts> {
  const [row] = await readRows<FleetFacts>(
    `SELECT coalesce(sum(clients), 0)::int AS machines,
            coalesce(sum(clients) FILTER (WHERE condition IN ('notification', 'unlicensed')), 0)::int AS out_of_license
       FROM fleet_kind`,
  )
  return row ?? { machines: 0, outOfLicense: 0 }
}

/** Machines whose clock was off at one of their requests of the last week, with the newest; minutes before the host are negative. */
export function loadClockFacts(now: Date, minutes: number): Promise<ClockFacts[]> {
  return readRows<ClockFacts>(
    `WITH off AS (
       SELECT DISTINCT n.client_id FROM activation_event e JOIN client_name n ON n.id = e.name_id
        WHERE e.kind = 'kmsRequest' AND e.at > $1::timestamptz - interval '8 days' AND e.at <= $1
          AND abs(extract(epoch FROM e.client_time - e.at)) >= 60 * $2)
     SELECT c.name AS machine, h.name AS host, e.at, round(extract(epoch FROM e.client_time - e.at) / 60)::int AS skew_minutes
       FROM off JOIN client c ON c.id = off.client_id, LATERAL (
         SELECT a.at, a.client_time, a.host_id FROM client_name n JOIN activation_event a ON a.name_id = n.id
          WHERE n.client_id = c.id AND a.kind = 'kmsRequest' AND a.client_time IS NOT NULL AND a.at <= $1
          ORDER BY a.at DESC LIMIT 1) e
       JOIN kms_host h ON h.id = e.host_id`,
    [now, minutes],
  )
}

/** CMIDs that several machines use now. lowHosts: hosts that count too few. */
export async function loadCmidFacts(
  reader: DataReader,
  lowHosts: ReadonlySet<string>,
  now: Date,
): Promise<CmidFacts[]> {
  const { open } = await loadSharedCmids(reader, now)
  return open.map(({ cmid, machines, hosts }) => {
    const sharing = machines.filter(({ state }) => state === 'sharing')
    return {
      cmid,
      machines: sharing.map(({ name }) => name),
      hosts,
      isHostLow: hosts.some((host) => lowHosts.has(host)),
      at:
        sharing
          .map(({ lastAt }) => lastAt)
          .sort()
          .at(-1) ?? '',
    }
  })
}

/** Machines with few rearms left. */
export function loadRearmFacts(left: number): Promise<RearmFacts[]> {
  return readRows<RearmFacts>(
    `SELECT DISTINCT ON (c.name) c.name AS machine, l.product_label AS product,
            least(l.rearms_windows, l.rearms_sku) AS rearms_left, l.observed_at AS at
       FROM license l JOIN client c ON c.id = l.client_id
      WHERE least(l.rearms_windows, l.rearms_sku) <= $1 ORDER BY c.name, rearms_left`,
    [left],
  )
}

/** Machines that failed, day by day of 24 hours up to now: told by their own log, or found out of license by a reading. */
export async function loadWaveFacts(now: Date): Promise<WaveFacts> {
  const rows = await readRows<{
    day: number
    machines: number
    code: string | null
    host: string | null
    at: string
  }>(
    `WITH failed AS (
       SELECT client_id, at, reason AS code, kms_host AS host FROM license_change
        WHERE cause = 'news' AND is_primary AND from_condition = 'licensed' AND to_condition <> 'licensed'
          AND at > $1::timestamptz - interval '31 days' AND at <= $1
       UNION ALL
       SELECT n.client_id, e.at, e.code, h.name FROM kms_host h JOIN activation_event e ON e.host_id = h.id
         JOIN client_name n ON n.id = e.name_id
        WHERE e.kind = 'kmsClientExchange' AND e.code <> '0x00000000'
          AND e.at > $1::timestamptz - interval '31 days' AND e.at <= $1)
     SELECT floor(extract(epoch FROM $1::timestamptz - at) / 86400)::int AS day, count(DISTINCT client_id)::int AS machines,
            mode() WITHIN GROUP (ORDER BY code) AS code, mode() WITHIN GROUP (ORDER BY host) AS host, max(at) AS at
       FROM failed GROUP BY 1`,
    [now],
  )
  const today = rows.find(({ day }) => day === 0)
  return {
    days: Array.from({ length: 31 }, (_, index) => rows.find(({ day }) => day === 30 - index)?.machines ?? 0),
    host: today?.host ?? undefined,
    code: today?.code ?? undefined,
    at: today?.at ?? now.toISOString(),
  }
}
