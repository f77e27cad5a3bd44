import { readRows } from '../rows'
import { isoText } from '../sql-text'
import type { HostRegistration, KmsService } from './host-shapes'

/** What is known under one name of a host. */
export interface NamedHost {
  name: string
  firstSeenAt: string | null
  lastSeenAt: string | null
  lastRequestAt: string | null
  lastExchangeAt: string | null
  isSample: boolean
  services: KmsService[] | null
  clients: number
  licensedClients: number
  /** logged requests by UTC day of the last 30 */
  days: Record<string, { requests: number; failed: number }> | null
}

const NAMED = `
  WITH counted AS (
    SELECT kms_host AS name, sum(clients)::int AS clients,
           coalesce(sum(clients) FILTER (WHERE condition = 'licensed'), 0)::int AS licensed
      FROM fleet_kind WHERE kms_host <> '' GROUP BY 1),
  recent AS (
    SELECT host_id, jsonb_object_agg(to_char(day, 'YYYY-MM-DD'), jsonb_build_object('requests', requests, 'failed', failed)) AS days
      FROM host_day WHERE day > ($1::timestamptz AT TIME ZONE 'UTC')::date - 30 GROUP BY 1),
  said AS (
    SELECT host_id, jsonb_agg(jsonb_build_object(
             'application', application, 'productLabel', product_label, 'description', description,
             'lastFive', partial_key, 'extendedPid', extended_pid, 'status', status, 'reason', reason,
             'currentCount', current_count, 'neededCount', needed_count, 'port', port,
             'dnsPublishing', dns_publishing, 'priority', priority, 'totalRequests', total_requests,
             'failedRequests', failed_requests, 'observedAt', ${isoText('observed_at')}) ORDER BY application DESC) AS services
      FROM kms_host_service GROUP BY 1)
  SELECT coalesce(h.name, c.name) AS name, coalesce(h.is_sample, false) AS is_sample,
         h.first_seen_at, h.last_seen_at, h.last_request_at,
         x.at AS last_exchange_at, s.services, coalesce(c.clients, 0) AS clients,
         coalesce(c.licensed, 0) AS licensed_clients, r.days
    FROM kms_host h FULL JOIN counted c ON c.name = h.name
    LEFT JOIN said s ON s.host_id = h.id LEFT JOIN recent r ON r.host_id = h.id
    LEFT JOIN LATERAL (
      SELECT e.at FROM activation_event e
       WHERE e.host_id = h.id AND e.kind = 'kmsClientExchange' ORDER BY e.at DESC LIMIT 1) x ON true`

/** What was heard of each name. */
export async function loadNamedHosts(now: Date): Promise<Map<string, NamedHost>> {
  const rows = await readRows<NamedHost>(NAMED, [now])
  return new Map(rows.map((row) => [row.name, row]))
}

const REGISTRATIONS = `
  SELECT r.id, r.name, r.platform, r.is_virtual, r.updates, r.updates_known, r.key_id, r.key_group, r.port, r.priority,
         r.weight, r.addresses, r.owner, r.site, r.note, f.name AS spare_for,
         ARRAY(SELECT s.name FROM kms_host_registration s WHERE s.spare_for_id = r.id ORDER BY 1) AS spares,
         r.registered_at, r.registered_by, r.retired_at, r.retired_reason, r.is_sample
    FROM kms_host_registration r LEFT JOIN kms_host_registration f ON f.id = r.spare_for_id`

/** Every registration by its name. */
export async function loadRegistrations(): Promise<Map<string, HostRegistration>> {
  const rows = await readRows<HostRegistration>(REGISTRATIONS)
  return new Map(rows.map((row) => [row.name, row]))
}

/** A host seen elsewhere than in its own log and word: SRV records, collectors. */
export interface OuterSighting {
  host: string
  source: 'srv' | 'collector'
  seenIn: string
  lastAt: string
  goneAt: string | null
  isSample: boolean
}

/** What noteSightings kept. */
export async function loadOuterSightings(): Promise<OuterSighting[]> {
  return readRows<OuterSighting>(
    `SELECT host, source, seen_in, last_at, gone_at, is_sample
       FROM kms_host_sighting ORDER BY host, source, seen_in`,
  )
}

/**
 * A renewal through each of these hosts after its retirement, whichever is found first; none where nobody renewed since. Pages
 * ask it often, and one is enough to say that a retired host is in use.
 */
export async function loadRenewalsSince(
  retired: readonly { name: string; retiredAt: string }[],
): Promise<Map<string, string>> {
  if (retired.length === 0) return new Map()
  const rows = await readRows<{ name: string; at: string }>(
    `SELECT r.name, renewal.at FROM unnest($1::text[], $2::timestamptz[]) AS r(name, retired_at), LATERAL (
       SELECT l.last_renewed_at AS at
         FROM client c JOIN license l ON l.client_id = c.id AND l.is_primary
        WHERE c.kms_host = r.name AND l.kms_host = c.kms_host AND l.last_renewed_at > r.retired_at LIMIT 1) renewal`,
    [retired.map(({ name }) => name), retired.map(({ retiredAt }) => retiredAt)],
  )
  return new Map(rows.map(({ name, at }) => [name, at]))
}
