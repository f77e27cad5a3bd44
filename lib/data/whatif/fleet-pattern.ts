import type { KeyGroupId } from '@/lib/activation/kms/key-group-table'
import { CLIENT_THRESHOLD, countCap } from '@/lib/activation/kms/thresholds'
import type { LicenseStatus } from '@/lib/activation/observation'
import { productByActivationId } from '@/lib/activation/product/products-by-id'
import { REFUSAL } from '@/lib/activation/simulation/kms-answer'
import {
  type FleetPattern,
  MOST_ASKS,
  type OtherMethod,
  type RenewingLicense,
  type SeenHost,
} from '@/lib/activation/whatif/fleet-pattern'
import { applicationOf } from '@/lib/activation/whatif/gather-pattern'
import { readRows } from '../rows'

/** So far back requests are looked at: the count's 30 days and some rounds of renewals. */
const LOOK_BACK = "interval '60 days'"

/** A count never shows more CMIDs than this, so no older ones are needed. */
const MOST_COUNTED = countCap(CLIENT_THRESHOLD)

/** The fleet of the record as a what-if starts from it. now: milliseconds since 1970. */
export async function loadFleetPattern(now: number): Promise<FleetPattern> {
  const at = new Date(now)
  const [rows, asks, others, hosts, known] = await Promise.all([
    renewingLicenses(),
    asksOf(at),
    otherMachines(),
    seenHosts(at),
    readRows<{ at: string | null }>('SELECT max(last_seen_at) AS at FROM client'),
  ])
  const isKnown = ({ activationId }: LicenseRow) => productByActivationId(activationId)?.keyKind === 'GVLK'
  return {
    knownUntil: Math.min(now, Date.parse(known[0]?.at ?? at.toISOString())),
    licenses: rows
      .filter(isKnown)
      .map((row) => licenseOf(row, asks.get(`${row.clientId}|${row.activationId}`) ?? NEVER_ASKED)),
    ...hosts,
    others,
    unknownProducts: new Set(rows.filter((row) => !isKnown(row)).map(({ clientId }) => clientId)).size,
  }
}

interface LicenseRow {
  clientId: number
  name: string
  domain: string | null
  isVirtual: boolean | null
  cmid: string | null
  lastSeenAt: string
  activationId: string
  reportedStatus: LicenseStatus
  endsAt: string | null
  lastRenewedAt: string | null
  kmsHost: string | null
  kmsFoundBy: string | null
}

const renewingLicenses = () =>
  readRows<LicenseRow>(`
    SELECT client.id AS client_id, client.name, client.domain, client.is_virtual, client.cmid, client.last_seen_at,
      license.activation_id, license.reported_status, license.ends_at, license.last_renewed_at,
      lower(license.kms_host) AS kms_host, license.kms_found_by
    FROM license JOIN client ON client.id = license.client_id
    WHERE license.channel = 'KMS client' AND license.activation_id IS NOT NULL AND NOT license.is_addon
      AND NOT license.managed_per_user AND license.activated_by IS DISTINCT FROM 'directory'`)

interface Asks {
  /** the newest last */
  times: number[]
  hasWrongClock: boolean
}

const NEVER_ASKED: Asks = { times: [], hasWrongClock: false }

function licenseOf(row: LicenseRow, { times, hasWrongClock }: Asks): RenewingLicense {
  const renewed = row.lastRenewedAt === null ? [] : [Date.parse(row.lastRenewedAt)]
  const all = [...new Set([...times, ...renewed])].sort((one, other) => one - other).slice(-MOST_ASKS)
  return {
    machine: row.name,
    activationId: row.activationId,
    zone: row.domain ?? row.name.replace(/^[^.]*\.?/, ''),
    isVirtual: row.isVirtual ?? false,
    ...(row.cmid !== null && { cmid: row.cmid }),
    status: row.reportedStatus,
    ...(row.endsAt !== null && { endsAt: Date.parse(row.endsAt) }),
    seenAt: Date.parse(row.lastSeenAt),
    asks: all,
    ...(row.kmsHost !== null && { host: row.kmsHost }),
    isRegistered: row.kmsFoundBy === 'registered',
    usesCaching: true,
    hasWrongClock,
  }
}

/** The newest requests by machine and product. */
async function asksOf(now: Date): Promise<Map<string, Asks>> {
  const rows = await readRows<{
    clientId: number
    activationId: string
    asks: string[]
    code: string | null
  }>(
    `SELECT name.client_id, event.activation_id,
      (array_agg(event.at ORDER BY event.at DESC))[1:${MOST_ASKS}] AS asks,
      (array_agg(event.code ORDER BY event.at DESC))[1] AS code
    FROM activation_event event JOIN client_name name ON name.id = event.name_id
    WHERE event.kind = 'kmsRequest' AND event.at > $1::timestamptz - ${LOOK_BACK} AND event.at <= $1
      AND event.activation_id IS NOT NULL AND name.client_id IS NOT NULL
    GROUP BY name.client_id, event.activation_id`,
    [now],
  )
  return new Map(
    rows.map(({ clientId, activationId, asks, code }) => [
      `${clientId}|${activationId}`,
      { times: asks.map((at) => Date.parse(at)).reverse(), hasWrongClock: code === REFUSAL.wrongClock },
    ]),
  )
}

async function otherMachines(): Promise<Record<OtherMethod, number>> {
  const rows = await readRows<{ method: OtherMethod; machines: number }>(`
    SELECT CASE WHEN activated_by = 'directory' THEN 'directory' WHEN channel = 'MAK' THEN 'mak' ELSE 'other' END AS method,
      count(*)::int AS machines
    FROM client WHERE channel IS NOT NULL AND (channel <> 'KMS client' OR activated_by = 'directory') GROUP BY 1`)
  const count = (method: OtherMethod) => rows.find((row) => row.method === method)?.machines ?? 0
  return { mak: count('mak'), directory: count('directory'), other: count('other') }
}

async function seenHosts(now: Date): Promise<Pick<FleetPattern, 'hosts' | 'checkedZones'>> {
  const [hosts, keys, answers, asked, records, checked] = await Promise.all([
    readRows<{ id: number | null; name: string; lastSeenAt: string | null; keyGroup: string | null }>(`
      SELECT host.id, coalesce(host.name, own.name) AS name, coalesce(host.last_seen_at, own.registered_at) AS last_seen_at,
        own.key_group
      FROM kms_host host FULL JOIN kms_host_registration own ON own.name = host.name
      WHERE own.retired_at IS NULL`),
    readRows<{
      hostId: number
      observedAt: string
      description: string | null
      activationId: string | null
      productLabel: string
      currentCount: number | null
      dnsPublishing: boolean | null
    }>(`SELECT host_id, observed_at, description, activation_id, product_label, current_count, dns_publishing
      FROM kms_host_service`),
    readRows<{ hostId: number; activationId: string; isServed: boolean }>(
      `SELECT DISTINCT ON (host_id, activation_id) host_id, activation_id, code = '0x00000000' AS is_served
      FROM activation_event
      WHERE kind = 'kmsRequest' AND host_id IS NOT NULL AND activation_id IS NOT NULL
        AND code IN ('0x00000000', '0xC004F042') AND at > $1::timestamptz - ${LOOK_BACK} AND at <= $1
      ORDER BY host_id, activation_id, at DESC`,
      [now],
    ),
    readRows<{ hostId: number; activationId: string; cmid: string; at: string }>(
      `SELECT host_id, activation_id, cmid, at FROM (
        SELECT host_id, activation_id, cmid, max(at) AS at,
          row_number() OVER (PARTITION BY host_id, activation_id ORDER BY max(at) DESC) AS place
        FROM activation_event
        WHERE kind = 'kmsRequest' AND host_id IS NOT NULL AND cmid IS NOT NULL AND activation_id IS NOT NULL
          AND code NOT IN ('0xC004F042', '0xC004F06C') AND at > $1::timestamptz - interval '30 days' AND at <= $1
        GROUP BY host_id, activation_id, cmid) asked
      WHERE place <= ${MOST_COUNTED}`,
      [now],
    ),
    readRows<{ host: string; zone: string }>(
      "SELECT host, seen_in AS zone FROM kms_host_sighting WHERE source = 'srv' AND gone_at IS NULL",
    ),
    readRows<{ zone: string }>("SELECT DISTINCT seen_in AS zone FROM kms_host_sighting WHERE source = 'srv'"),
  ])
  const keysOf = Map.groupBy(keys, ({ hostId }) => hostId)
  const answersOf = Map.groupBy(answers, ({ hostId }) => hostId)
  const askedAt = Map.groupBy(asked, ({ hostId }) => hostId)
  const zonesOf = Map.groupBy(records, ({ host }) => host)
  const seen = hosts.map(({ id, name, lastSeenAt, keyGroup }): SeenHost => {
    const own = keysOf.get(id ?? -1) ?? []
    const said = answersOf.get(id ?? -1) ?? []
    const publishes = own.find(({ dnsPublishing }) => dnsPublishing !== null)?.dnsPublishing
    return {
      name,
      seenAt: Math.max(Date.parse(lastSeenAt ?? now.toISOString()), keyGroup === null ? 0 : now.getTime()),
      keys: own.map(({ observedAt, description, activationId, productLabel, currentCount }) => ({
        description,
        activationId,
        productLabel,
        readAt: Date.parse(observedAt),
        ...(currentCount !== null && { count: currentCount }),
      })),
      ...(keyGroup !== null && { heldKeys: [keyGroup as KeyGroupId] }),
      served: new Set(said.filter(({ isServed }) => isServed).map(({ activationId }) => activationId)),
      refused: new Set(said.filter(({ isServed }) => !isServed).map(({ activationId }) => activationId)),
      zones: new Set(zonesOf.get(name)?.map(({ zone }) => zone)),
      ...(publishes !== undefined && publishes !== null && { publishes }),
      asked: askedBy(askedAt.get(id ?? -1) ?? []),
    }
  })
  return { hosts: seen, checkedZones: new Set(checked.map(({ zone }) => zone)) }
}

function askedBy(rows: readonly { activationId: string; cmid: string; at: string }[]): SeenHost['asked'] {
  const asked = new Map<string, Map<string, number>>()
  for (const { activationId, cmid, at } of rows) {
    const product = productByActivationId(activationId)
    if (product === undefined) continue
    const application = applicationOf(product)
    const times = asked.get(application) ?? new Map<string, number>()
    asked.set(application, times)
    times.set(cmid, Math.max(Date.parse(at), times.get(cmid) ?? 0))
  }
  return asked
}
