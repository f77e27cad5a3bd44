import type { LicenseStatus } from '@/lib/activation/observation'
import { advanceTime } from './advance-time'
import { type DataReader, mustBeAble } from './permission'
import { readPool } from './pool'

/** One KMS host product, as it said last. Times are ISO 8601 UTC. */
export interface KmsService {
  application: 'windows' | 'office'
  productLabel: string
  description: string | null
  lastFive: string | null
  extendedPid: string | null
  status: LicenseStatus
  reason: string | null
  currentCount: number | null
  neededCount: number
  port: number | null
  dnsPublishing: boolean | null
  priority: string | null
  totalRequests: number | null
  failedRequests: number | null
  observedAt: string
}

/** A KMS host with what was heard of it and of its clients. */
export interface KmsHostRow {
  name: string
  /** false: clients named it, but neither its log nor its own word was ever imported */
  isKnown: boolean
  isSample: boolean
  firstSeenAt: string | null
  lastRequestAt: string | null
  services: KmsService[]
  /** machines whose newest activation names it, and how many of them are licensed */
  clients: number
  licensedClients: number
  /** logged requests of the last 30 UTC days */
  requests30: number
  failed30: number
}

export interface KmsHostsView {
  now: string
  hosts: KmsHostRow[]
}

/** All KMS hosts, those that only clients named included. Throws NotPermitted without `kmsHost.read`. */
export async function loadKmsHosts(reader: DataReader, now: Date): Promise<KmsHostsView> {
  mustBeAble(reader, 'kmsHost.read')
  await advanceTime(now)
  const { rows } = await readPool().query<HostRow>(HOSTS, [now])
  return { now: now.toISOString(), hosts: rows.map(toHost) }
}

/** What the page of one host shows beside its row. */
export interface KmsHostView extends KmsHostRow {
  now: string
  readings: KmsReading[]
  days: { day: string; requests: number; failed: number }[]
}

/** What a host said of itself at one moment, and the difference to the reading before. */
export interface KmsReading {
  application: 'windows' | 'office'
  observedAt: string
  status: LicenseStatus
  currentCount: number | null
  totalRequests: number | null
  failedRequests: number | null
  importId: string | null
  fileName: string | null
  line: number | null
}

/** One host; undefined when neither imports nor clients know it. Throws NotPermitted without `kmsHost.read`. */
export async function loadKmsHostPage(
  reader: DataReader,
  name: string,
  now: Date,
): Promise<KmsHostView | undefined> {
  const { hosts } = await loadKmsHosts(reader, now)
  const host = hosts.find((one) => one.name === name.toLowerCase())
  if (!host) return undefined
  const [readings, days] = await Promise.all([loadReadings(host.name), loadDays(host.name, now)])
  return { ...host, now: now.toISOString(), readings, days }
}

interface HostRow {
  name: string
  isKnown: boolean
  isSample: boolean
  firstSeenAt: Date | null
  lastRequestAt: Date | null
  services: KmsService[] | null
  clients: number
  licensedClients: number
  requests30: number
  failed30: number
}

const HOSTS = `
  WITH counted AS (
    SELECT kms_host AS name, sum(clients)::int AS clients,
           coalesce(sum(clients) FILTER (WHERE condition = 'licensed'), 0)::int AS licensed
      FROM fleet_count WHERE kms_host <> '' GROUP BY 1),
  recent AS (
    SELECT host_id, sum(requests)::int AS requests, sum(failed)::int AS failed
      FROM host_day WHERE day > ($1::timestamptz AT TIME ZONE 'UTC')::date - 30 GROUP BY 1),
  said AS (
    SELECT host_id, jsonb_agg(jsonb_build_object(
             'application', application, 'productLabel', product_label, 'description', description,
             'lastFive', partial_key, 'extendedPid', extended_pid, 'status', status, 'reason', reason,
             'currentCount', current_count, 'neededCount', needed_count, 'port', port,
             'dnsPublishing', dns_publishing, 'priority', priority, 'totalRequests', total_requests,
             'failedRequests', failed_requests, 'observedAt', observed_at) ORDER BY application DESC) AS services
      FROM kms_host_service GROUP BY 1)
  SELECT coalesce(h.name, c.name) AS name, h.id IS NOT NULL AS "isKnown", coalesce(h.is_sample, false) AS "isSample",
         h.first_seen_at AS "firstSeenAt", h.last_request_at AS "lastRequestAt", s.services,
         coalesce(c.clients, 0) AS clients, coalesce(c.licensed, 0) AS "licensedClients",
         coalesce(r.requests, 0) AS "requests30", coalesce(r.failed, 0) AS "failed30"
    FROM kms_host h FULL JOIN counted c ON c.name = h.name
    LEFT JOIN said s ON s.host_id = h.id LEFT JOIN recent r ON r.host_id = h.id
   ORDER BY 1`

function toHost(row: HostRow): KmsHostRow {
  const services = (row.services ?? []).map((service) => ({
    ...service,
    observedAt: new Date(service.observedAt).toISOString(),
  }))
  return {
    ...row,
    services,
    firstSeenAt: row.firstSeenAt?.toISOString() ?? null,
    lastRequestAt: row.lastRequestAt?.toISOString() ?? null,
  }
}

const READINGS_SHOWN = 100

async function loadReadings(name: string): Promise<KmsReading[]> {
  const { rows } = await readPool().query<Omit<KmsReading, 'observedAt'> & { observedAt: Date }>(
    `SELECT r.application, r.observed_at AS "observedAt", r.status, r.current_count AS "currentCount",
            r.total_requests AS "totalRequests", r.failed_requests AS "failedRequests",
            r.import_id AS "importId", i.file_name AS "fileName", r.line
       FROM kms_host h JOIN kms_host_reading r ON r.host_id = h.id LEFT JOIN import i ON i.id = r.import_id
      WHERE h.name = $1 ORDER BY r.observed_at DESC LIMIT ${READINGS_SHOWN}`,
    [name],
  )
  return rows.map((row) => ({ ...row, observedAt: row.observedAt.toISOString() }))
}

async function loadDays(name: string, now: Date): Promise<KmsHostView['days']> {
  const { rows } = await readPool().query<KmsHostView['days'][number]>(
    `SELECT to_char(d.day, 'YYYY-MM-DD') AS day, d.requests, d.failed
       FROM kms_host h JOIN host_day d ON d.host_id = h.id
      WHERE h.name = $1 AND d.day > ($2::timestamptz AT TIME ZONE 'UTC')::date - 90 ORDER BY d.day`,
    [name, now],
  )
  return rows
}
