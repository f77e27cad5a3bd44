import { type Behind, countBehind } from '../behind'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import { type HostDns, loadHostDns } from './host-dns'
import { groupNamed, type HostGroup, loadHostGroups } from './host-names'
import type { KmsHostRow, KmsReading } from './host-shapes'
import { loadHostRows } from './inventory'
import { loadServiceEvents, type ServiceEvent } from './service-events'
import { type SharedCmid, sharedCmidsOfHosts } from './shared-cmids'

/** What the page of one host shows beside its row. Times are ISO 8601 UTC. */
export interface KmsHostView extends KmsHostRow {
  now: string
  /** of its names in the log */
  ids: number[]
  behind: Behind
  /** chief names of all other hosts */
  otherHosts: string[]
  readings: KmsReading[]
  days: { day: string; requests: number; failed: number }[]
  failures: HostFailure[]
  serviceEvents: ServiceEvent[]
  keys: HostKeyUse[]
  /** names a person put together or kept apart */
  decisions: NameDecision[]
  sharedCmids: SharedCmid[]
  firstRequestAt: string | null
  firstServedAt: string | null
  dns: HostDns
}

/** Requests of the last 30 days that were refused for one reason. */
export interface HostFailure {
  code: string
  requests: number
  lastAt: string
}

/** A host key and how often it activated this host, by the register. */
export interface HostKeyUse {
  keyId: string
  lastFive: string
  label: string
  keyGroup: string | null
  /** activations of this host; the first one and the reactivations */
  activations: number
  lastAt: string | null
  /** hosts the key activated, and how many of either it may */
  hosts: number
  hostLimit: number
  reactivationLimit: number
}

export interface NameDecision {
  name: string
  sameAs: string | null
  reason: string
  at: string
  by: string
}

/** One host by any of its names; undefined when nobody knows it. Throws NotPermitted without `kmsHost.read`. */
export async function loadKmsHostPage(
  reader: DataReader,
  name: string,
  now: Date,
): Promise<KmsHostView | undefined> {
  mustBeAble(reader, 'kmsHost.read')
  const groups = await loadHostGroups()
  const group = groupNamed(groups, name)
  if (group === undefined) return undefined
  const [host] = await loadHostRows(now, [group])
  if (host === undefined) return undefined
  const [readings, days, failures, serviceEvents, keys, decisions, sharedCmids, firsts, dns, behind] =
    await Promise.all([
      loadReadings(group),
      loadDays(group, now),
      loadFailures(group, now),
      loadServiceEvents(group),
      reader.can('key.read') ? loadKeys(host) : [],
      loadDecisions(group),
      sharedCmidsOfHosts(group.names, now),
      loadFirsts(group),
      loadHostDns(reader, group.names),
      countBehind(now),
    ])
  const known = { readings, days, failures, serviceEvents, keys, decisions, sharedCmids, dns, behind }
  const otherHosts = groups.map((one) => one.name).filter((one) => one !== group.name)
  return { ...host, now: now.toISOString(), ids: group.ids, otherHosts, ...known, ...firsts }
}

const READINGS_SHOWN = 100

async function loadReadings({ ids }: HostGroup): Promise<KmsReading[]> {
  return readRows<KmsReading>(
    `SELECT r.application, r.observed_at, r.status, r.current_count, r.total_requests, r.failed_requests,
            coalesce(r.details -> 'requests', '{}') AS by_status, r.import_id, i.file_name, r.line
       FROM kms_host_reading r LEFT JOIN import i ON i.id = r.import_id
      WHERE r.host_id = ANY($1) ORDER BY r.observed_at DESC LIMIT ${READINGS_SHOWN}`,
    [ids],
  )
}

async function loadDays({ ids }: HostGroup, now: Date): Promise<KmsHostView['days']> {
  return readRows<KmsHostView['days'][number]>(
    `SELECT d.day, sum(d.requests)::int AS requests, sum(d.failed)::int AS failed
       FROM host_day d WHERE d.host_id = ANY($1) AND d.day > ($2::timestamptz AT TIME ZONE 'UTC')::date - 90
      GROUP BY 1 ORDER BY 1`,
    [ids, now],
  )
}

const MOST_LOOKED_AT = 200_000

async function loadFailures({ ids }: HostGroup, now: Date): Promise<HostFailure[]> {
  return readRows<HostFailure>(
    `SELECT code, count(*)::int AS requests, max(at) AS last_at
       FROM unnest($1::int[]) AS host(id), LATERAL (
            SELECT e.code, e.at FROM activation_event e
             WHERE e.host_id = host.id AND e.kind = 'kmsRequest' AND e.at > $2::timestamptz - interval '30 days'
               AND e.at <= $2 ORDER BY e.at DESC LIMIT ${MOST_LOOKED_AT}) e
      WHERE code <> '0x00000000' GROUP BY 1 ORDER BY 2 DESC LIMIT 10`,
    [ids, now],
  )
}

/** Host keys by what the host shows, what was registered, and where the register names the host. */
async function loadKeys(host: KmsHostRow): Promise<HostKeyUse[]> {
  const lastFives = host.services.flatMap(({ lastFive }) => lastFive ?? [])
  return readRows<HostKeyUse>(
    `SELECT k.id AS key_id, k.last_five, k.label, k.key_group,
            count(a.id) FILTER (WHERE a.host = ANY($1))::int AS activations,
            max(a.at) FILTER (WHERE a.host = ANY($1)) AS last_at, count(DISTINCT a.host)::int AS hosts,
            coalesce(l.hosts, 6)::int AS host_limit, coalesce(l.reactivations_per_host, 9)::int AS reactivation_limit
       FROM product_key k LEFT JOIN host_key_activation a ON a.key_id = k.id LEFT JOIN host_key_limit l ON l.key_id = k.id
      WHERE k.kind = 'csvlk'
      GROUP BY k.id, l.hosts, l.reactivations_per_host
     HAVING k.last_five = ANY($2) OR k.id = $3::uuid OR bool_or(a.host = ANY($1))
      ORDER BY k.label`,
    [host.names, lastFives, host.registration?.keyId ?? null],
  )
}

async function loadDecisions({ names }: HostGroup): Promise<NameDecision[]> {
  return readRows<NameDecision>(
    `SELECT name, same_as, reason, decided_at AS at, decided_by AS by
       FROM kms_host_name WHERE name = ANY($1) OR same_as = ANY($1) ORDER BY decided_at DESC`,
    [names],
  )
}

async function loadFirsts({ ids }: HostGroup) {
  const first = (code: string) =>
    readRows<{ at: string | null }>(
      `SELECT min(e.at) AS at FROM unnest($1::int[]) AS host(id), LATERAL (
         SELECT at FROM activation_event WHERE host_id = host.id AND kind = 'kmsRequest' ${code} ORDER BY at LIMIT 1) e`,
      [ids],
    )
  const [[asked], [served]] = await Promise.all([first(''), first(`AND code = '0x00000000'`)])
  return {
    firstRequestAt: asked?.at ?? null,
    firstServedAt: served?.at ?? null,
  }
}
