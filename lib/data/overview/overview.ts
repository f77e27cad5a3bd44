import type {
  ExpiryCause,
  ExpiryWeek,
  FleetSummary,
  HostSummary,
  ReasonCount,
  TrendDay,
} from '@/lib/activation/fleet/fleet-summary'
import type { Condition } from '@/lib/activation/license/assess'
import { explainReason } from '@/lib/activation/reason/explain-reason'
import { type Behind, countBehind } from '../behind'
import { loadHostKeysOver } from '../keys/host-keys-over'
import type { KmsHostRow } from '../kms-hosts/host-shapes'
import { loadHostRows } from '../kms-hosts/inventory'
import { inventoryAttention, loadInventoryFacts } from '../kms-hosts/inventory-attention'
import { loadMakSummaries } from '../mak/mak-summaries'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import { addDays, expiryWeeks, noClients, trendFromDeltas, utcDay } from './overview-shapes'

const TREND_DAYS = 180
/**
 * A machine that renews every week always has more than 21 weeks of its 180 days left: what ends sooner has
 * missed renewals, or does not renew by itself.
 */
const HORIZON_WEEKS = 21
const MOST_REASONS = 50
const NEVER = '9999-12-31'

/** What the overview page and GET /api/overview show. Times are ISO 8601 UTC, days are UTC days. */
export interface OverviewView {
  now: string
  fleet: FleetSummary
  hosts: KmsHostRow[]
  trend: TrendDay[]
  horizon: ExpiryWeek[]
  behind: Behind
  lastImportAt?: string
  hasSample: boolean
  /** begun and not yet there */
  isSampleLoading: boolean
  firstSteps: { imports: number; hosts: number; keys: number; people: number }
}

/** The roll-up in three groupings, each small whatever the number of hosts, products and days together. */
interface FleetCounts {
  reasons: { condition: Condition; reason: string; clients: number }[]
  hosts: { condition: Condition; kmsHost: string; clients: number }[]
  ends: { condition: Condition; channel: string; expiresOn: string; clients: number }[]
}

/**
 * The whole fleet at `now`, read from the roll-ups alone: its cost does not grow with the number of
 * machines. Throws NotPermitted without `fleet.read`.
 */
export async function loadOverview(reader: DataReader, now: Date): Promise<OverviewView> {
  mustBeAble(reader, 'fleet.read')
  const today = utcDay(now)
  const [counts, hosts, deltas, facts, maks, hostKeysOver, inventoryFacts, behind] = await Promise.all([
    loadCounts(),
    loadHostRows(now),
    loadDeltas(),
    loadFacts(),
    loadMakSummaries(reader, now),
    loadHostKeysOver(reader),
    reader.can('kmsHost.read') ? loadInventoryFacts(now) : undefined,
    countBehind(now),
  ])
  const inventory = inventoryFacts && inventoryAttention(inventoryFacts, clientsByHost(counts.hosts), now)
  const fleet = {
    ...fleetOf(counts, servicesOf(hosts), today),
    ...(inventory && { inventory }),
    maks,
    hostKeysOver,
  }
  const horizon = expiryWeeks(expiriesOf(counts), today, HORIZON_WEEKS)
  const trend = trendFromDeltas(deltas, trendStart(deltas, today), today)
  return { now: now.toISOString(), fleet, hosts: hosts.filter(isShown), trend, horizon, behind, ...facts }
}

/** Half a year ago, or the first day of which anything is known. */
function trendStart(deltas: readonly { day: string }[], today: string): string {
  const halfYearAgo = addDays(today, -TREND_DAYS)
  const days = deltas.map(({ day }) => day).sort()
  return days.some((day) => day <= halfYearAgo) ? halfYearAgo : (days[0] ?? today)
}

function clientsByHost(hosts: FleetCounts['hosts']): Map<string, number> {
  const byHost = new Map<string, number>()
  for (const { kmsHost, clients } of hosts) byHost.set(kmsHost, (byHost.get(kmsHost) ?? 0) + clients)
  return byHost
}

async function loadCounts(): Promise<FleetCounts> {
  const rows = await readRows<{
    condition: Condition
    reason: string | null
    kmsHost: string | null
    channel: string | null
    expiresOn: string | null
    clients: number
  }>(
    `SELECT condition, reason, kms_host, channel, expires_on, sum(clients)::int AS clients FROM fleet_count
      GROUP BY GROUPING SETS ((condition, reason), (condition, kms_host), (condition, channel, expires_on))`,
  )
  const counts: FleetCounts = { reasons: [], hosts: [], ends: [] }
  for (const { condition, reason, kmsHost, channel, expiresOn, clients } of rows) {
    if (reason !== null) counts.reasons.push({ condition, reason, clients })
    if (kmsHost !== null) counts.hosts.push({ condition, kmsHost, clients })
    if (channel !== null && expiresOn !== null) counts.ends.push({ condition, channel, expiresOn, clients })
  }
  return counts
}

async function loadDeltas() {
  return readRows<{ day: string; condition: Condition; delta: number }>(
    `SELECT day, condition, delta FROM fleet_day`,
  )
}

/** Of each service of a host what it said last. */
function servicesOf(hosts: readonly KmsHostRow[]): HostSummary[] {
  return hosts.flatMap(({ name, services, licensedClients }) =>
    services.map(({ application, productLabel, status, currentCount, neededCount }) => ({
      name,
      application,
      productLabel,
      licensed: status === 'licensed',
      currentCount: currentCount ?? undefined,
      neededCount,
      clients: licensedClients,
    })),
  )
}

/** What serves or should, and what is used though nobody registered it or somebody retired it. */
const isShown = ({ state, clients }: KmsHostRow) => state !== 'retired' || clients > 0

async function loadFacts() {
  const rows = await readRows<{
    lastImportAt: string | null
    imports: number
    hosts: number
    keys: number
    people: number
    hasSample: boolean
    isSampleLoading: boolean
  }>(
    `SELECT (SELECT max(finished_at) FROM import WHERE status = 'done') AS last_import_at,
            (SELECT count(*)::int FROM import WHERE status = 'done' AND NOT is_sample) AS imports,
            (SELECT count(*)::int FROM kms_host WHERE NOT is_sample) AS hosts,
            (SELECT count(*)::int FROM product_key WHERE retired_at IS NULL AND NOT is_sample) AS keys,
            (SELECT count(*)::int FROM "user") AS people,
            EXISTS (SELECT FROM import WHERE is_sample) AS has_sample,
            EXISTS (SELECT FROM import WHERE is_sample AND status = 'recording'
                       AND started_at > now() - interval '10 minutes') AS is_sample_loading`,
  )
  const [row] = rows
  if (!row) throw new Error('a query without FROM gave no row')
  return {
    lastImportAt: row.lastImportAt ?? undefined,
    hasSample: row.hasSample,
    isSampleLoading: row.isSampleLoading,
    firstSteps: { imports: row.imports, hosts: row.hosts, keys: row.keys, people: row.people },
  }
}

function fleetOf({ reasons, ends }: FleetCounts, hosts: HostSummary[], today: string): FleetSummary {
  const byCondition = noClients()
  for (const { condition, clients } of reasons) byCondition[condition] += clients
  const until = (days: number, conditions: Condition[]) =>
    sum(
      ends.filter(
        (row) =>
          row.expiresOn >= today &&
          row.expiresOn < addDays(today, days) &&
          conditions.includes(row.condition),
      ),
    )
  return {
    clients: sum(reasons),
    byCondition,
    byReason: mostFrequent(reasons),
    graceEndingWithin7Days: until(7, ['grace']),
    expiringWithin30Days: until(30, ['licensed', 'grace']),
    hosts,
  }
}

/** Most clients first, with what the codes mean. */
function mostFrequent(reasons: ReasonCount[]): ReasonCount[] {
  return reasons
    .toSorted((a, b) => b.clients - a.clients)
    .slice(0, MOST_REASONS)
    .map((row) => (row.reason === '' ? row : { ...row, meaning: explainReason(row.reason).meaning }))
}

function expiriesOf({ ends }: FleetCounts): { day: string; cause: ExpiryCause; clients: number }[] {
  return ends
    .filter((row) => row.expiresOn !== NEVER && (row.condition === 'licensed' || row.condition === 'grace'))
    .map((row) => ({ day: row.expiresOn, cause: causeOf(row), clients: row.clients }))
}

function causeOf({ condition, channel }: FleetCounts['ends'][number]): ExpiryCause {
  if (condition === 'grace') return 'Grace'
  if (channel === 'KMS client') return 'KMS'
  return channel === 'Evaluation' ? 'Evaluation' : 'Other'
}

function sum(rows: { clients: number }[]): number {
  return rows.reduce((total, row) => total + row.clients, 0)
}
