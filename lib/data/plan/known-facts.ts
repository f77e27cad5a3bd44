import { installedKeyGroup } from '@/lib/activation/kms/installed-key-group'
import type { KeyGroupId } from '@/lib/activation/kms/key-group-table'
import {
  generationNamed,
  type KnownFacts,
  type KnownGroup,
  type KnownHost,
  type TodayFacts,
} from '@/lib/activation/plan/known-fleet'
import type { KmsHostRow } from '../kms-hosts/host-shapes'
import { loadHostRows } from '../kms-hosts/inventory'
import { STALE_DAYS } from '../networks/never-heard'
import { readRows } from '../rows'

/** What the record knows that plans start from. The caller has checked the permission. */
export async function loadKnownFacts(now: Date): Promise<KnownFacts> {
  const [today, office, [used]] = await Promise.all([
    loadTodayFacts(now),
    readRows<KnownFacts['office'][number]>(OFFICE),
    readRows<{ hosts: number }>(
      'SELECT coalesce(max(hosts), 0)::int AS hosts FROM (SELECT count(DISTINCT host) AS hosts FROM host_key_activation GROUP BY key_id) k',
    ),
  ])
  return { ...today, office, hostActivationsUsed: used?.hosts ?? 0 }
}

/**
 * What plans are held against. settledSince: news after its UTC day tells how a machine is activated under the plan in force; without it all
 * news does. The caller has checked the permission.
 */
export async function loadTodayFacts(now: Date, settledSince?: Date): Promise<TodayFacts> {
  const [groups, silent, zones, units, hosts, records, objects] = await Promise.all([
    readRows<KnownGroup>(GROUPS, [now, settledSince ?? null]),
    readRows<{ zone: string; operatingSystem: string; machines: number }>(SILENT, [now]),
    readRows<{ name: string; unit: string | null }>(
      'SELECT z.name, u.name AS unit FROM dns_zone z LEFT JOIN directory_unit u ON u.id = z.unit_id WHERE z.retired_at IS NULL',
    ),
    readRows<TodayFacts['units'][number]>(UNITS),
    loadHostRows(now),
    readRows<{ zone: string; host: string; isGone: boolean }>(
      "SELECT seen_in AS zone, host, gone_at IS NOT NULL AS is_gone FROM kms_host_sighting WHERE source = 'srv'",
    ),
    readRows<{ name: string; forest: string }>(OBJECTS),
  ])
  return {
    at: now.toISOString(),
    groups: [...groups, ...silent.map(unheard)],
    zones,
    units,
    hosts: hosts.flatMap(ours),
    records: records.filter(({ isGone }) => !isGone).map(({ zone, host }) => ({ zone, host })),
    checkedZones: [...new Set(records.map(({ zone }) => zone))],
    activationObjects: [...new Set(objects.map(({ name }) => name))],
    activatedForests: [...new Set(objects.map(({ forest }) => forest))],
  }
}

/** From the roll-up by the UTC day of the newest word: the day 30 days ago still counts as recent, settled begins the day after. */
const GROUPS = `
  SELECT zone, nullif(generation, '') AS generation, nullif(product_label, '') AS product_label,
         CASE WHEN activated_by = 'directory' THEN 'adba'
              WHEN activated_by = 'avma' OR channel = 'AVMA' THEN 'avma'
              WHEN channel = 'KMS client' THEN 'kms'
              WHEN channel = 'MAK' THEN 'mak'
              WHEN channel = 'Subscription' THEN 'subscription'
              WHEN channel IN ('OEM', 'Retail') THEN 'as-bought'
              WHEN channel = 'Evaluation' THEN 'evaluation'
              ELSE 'unknown' END AS method,
         sum(clients)::int AS machines, coalesce(sum(clients) FILTER (WHERE is_virtual), 0)::int AS virtual,
         coalesce(sum(clients) FILTER (
           WHERE observed_on >= (($1::timestamptz - interval '30 days') AT TIME ZONE 'UTC')::date), 0)::int AS recent,
         coalesce(sum(clients) FILTER (
           WHERE $2::timestamptz IS NULL OR observed_on > ($2::timestamptz AT TIME ZONE 'UTC')::date), 0)::int AS settled
    FROM fleet_zone GROUP BY 1, 2, 3, 4`

/** Computers that log on and of which no import ever told, as the page of them counts those in use. */
const SILENT = `
  SELECT substr(name, strpos(name || '.', '.') + 1) AS zone, operating_system, count(*)::int AS machines
    FROM directory_computer
   WHERE gone_at IS NULL AND NOT is_disabled AND NOT is_heard AND operating_system ILIKE '%windows%'
     AND coalesce(last_logon_at, created_at, first_read_at) >= $1::timestamptz - interval '${STALE_DAYS} days'
   GROUP BY 1, 2`

/** Office stands beside Windows, and such machines are found within their index; few have nothing else. */
const OFFICE = `
  WITH office AS MATERIALIZED (
    SELECT client_id, generation, is_primary FROM license
     WHERE generation LIKE 'Office%' AND NOT is_addon AND channel IN ('KMS client', 'MAK'))
  SELECT zone_of_client(name, domain) AS zone, generation AS version, count(DISTINCT id)::int AS machines
    FROM (SELECT c.name, c.domain, c.id, o.generation FROM office o JOIN client c ON c.id = o.client_id WHERE c.license_count > 1
           UNION ALL
          SELECT c.name, c.domain, c.id, o.generation FROM office o JOIN client c ON c.id = o.client_id
           WHERE o.is_primary AND c.license_count <= 1) found
   GROUP BY 1, 2`

/** A forest and a domain of one name are one network: the domain speaks, with the trust of its forest. */
const UNITS = `
  SELECT DISTINCT ON (u.name) u.name, u.kind, coalesce(f.trust, u.trust) AS trust,
         coalesce(f.name, CASE WHEN u.kind = 'forest' THEN u.name END) AS forest
    FROM directory_unit u LEFT JOIN directory_unit f ON f.id = u.forest_id
   WHERE u.retired_at IS NULL ORDER BY u.name, u.kind`

/** The forest is that of the domain that was read: 'DC=berlin,DC=corp,DC=example' is berlin.corp.example. */
const OBJECTS = `
  SELECT DISTINCT o.name, coalesce(f.name, d.domain) AS forest
    FROM (SELECT id, lower(regexp_replace(regexp_replace(base_dn, '^.*?DC=', '', 'i'), '\\s*,\\s*DC=', '.', 'gi')) AS domain FROM directory_source) d
    CROSS JOIN LATERAL (SELECT activation_objects FROM directory_read r
                         WHERE r.source_id = d.id AND r.is_complete ORDER BY r.started_at DESC LIMIT 1) r
    CROSS JOIN unnest(r.activation_objects) AS o(name)
    LEFT JOIN directory_unit u ON u.name = d.domain AND u.kind = 'domain' AND u.retired_at IS NULL
    LEFT JOIN directory_unit f ON f.id = u.forest_id`

function unheard({
  zone,
  operatingSystem,
  machines,
}: {
  zone: string
  operatingSystem: string
  machines: number
}): KnownGroup {
  return {
    zone,
    generation: generationNamed(operatingSystem),
    productLabel: operatingSystem,
    method: 'unheard',
    machines,
    virtual: 0,
    recent: machines,
    settled: 0,
  }
}

/** A host that an admin registered, or that said itself that it is one, and that nobody retired. */
function ours({ name, registration, services, clients, lastSeenAt, cloud }: KmsHostRow): KnownHost[] {
  const isOurs = registration === null ? services.length > 0 : registration.retiredAt === null
  if (!isOurs || cloud !== null) return []
  const held = [
    ...services.flatMap(
      ({ description, productLabel }) =>
        installedKeyGroup({ description, activationId: null, productLabel })?.id ?? [],
    ),
    ...(registration?.keyGroup ? [registration.keyGroup as KeyGroupId] : []),
  ]
  return [
    {
      name,
      platform: registration?.platform ?? null,
      keys: held.length === 0 ? null : [...new Set(held)],
      clients,
      lastSeenAt,
    },
  ]
}
