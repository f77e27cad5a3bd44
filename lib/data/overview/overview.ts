import type {
  ExpiryCause,
  ExpiryWeek,
  FamilyCount,
  FleetSummary,
  ReasonCount,
  SiteCount,
  TrendDay,
} from '@/lib/activation/fleet/fleet-summary'
import type { Condition } from '@/lib/activation/license/assess'
import { explainReason } from '@/lib/activation/reason/explain-reason'
import { loadNeeds, type Needs } from '../alerts/needs-someone'
import { type Behind, countBehind } from '../behind'
import { isWithin, machinesFor, rollUpWithin, type Within } from '../belonging/within'
import type { KmsHostRow } from '../kms-hosts/host-shapes'
import { loadHostRows } from '../kms-hosts/inventory'
import { loadLicenseFamilies } from '../licenses/license-products'
import type { DataReader } from '../permission'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
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
  /** what needs someone; absent for those who see no alerts */
  needs: Needs | undefined
  licenses: FamilyCount[]
  /** none while no machine has a site */
  sites: SiteCount[]
  /** undefined for those who are limited to sites, and so is the trend: neither has a site */
  hosts: KmsHostRow[] | undefined
  trend: TrendDay[] | undefined
  horizon: ExpiryWeek[]
  behind: Behind
  lastImportAt?: string
  hasSample: boolean
  /** begun and not yet there */
  isSampleLoading: boolean
  /** of the whole console; undefined for those who are limited to sites */
  firstSteps: { imports: number; hosts: number; keys: number; people: number } | undefined
}

/** The roll-up in two groupings, each small whatever the number of hosts, products and days together. */
interface FleetCounts {
  reasons: { condition: Condition; reason: string; clients: number }[]
  ends: { condition: Condition; channel: string; expiresOn: string; clients: number }[]
}

/**
 * The whole fleet at `now`, read from the roll-ups alone: its cost does not grow with the number of
 * machines. Of whoever is limited to sites it is the machines there, without what has no site: KMS hosts and the trend. Throws
 * NotPermitted without `machine.read`.
 */
export async function loadOverview(reader: DataReader, now: Date): Promise<OverviewView> {
  const within = machinesFor(reader)
  const today = utcDay(now)
  const [counts, licenses, sites, hosts, deltas, facts, needs, behind] = await Promise.all([
    loadCounts(within, today),
    loadLicenseFamilies(reader),
    loadSiteCounts(within),
    within ? undefined : loadHostRows(now),
    within ? undefined : loadDeltas(),
    loadFacts(),
    loadNeeds(reader, now),
    countBehind(now, within),
  ])
  const fleet = fleetOf(counts, today)
  const horizon = expiryWeeks(expiriesOf(counts), today, HORIZON_WEEKS)
  const trend = deltas && trendFromDeltas(deltas, trendStart(deltas, today), today)
  const shown = { fleet, needs, licenses, sites, hosts: hosts?.filter(isShown), trend, horizon, behind }
  const { firstSteps, ...others } = facts
  return { now: now.toISOString(), ...shown, ...others, firstSteps: within ? undefined : firstSteps }
}

/** Half a year ago, or the first day of which anything is known. */
function trendStart(deltas: readonly { day: string }[], today: string): string {
  const halfYearAgo = addDays(today, -TREND_DAYS)
  const days = deltas.map(({ day }) => day).sort()
  return days.some((day) => day <= halfYearAgo) ? halfYearAgo : (days[0] ?? today)
}

async function loadCounts(within: Within, today: string): Promise<FleetCounts> {
  const counted = <Field extends keyof FleetCounts>(column: string, from: string, values: SqlValues) =>
    readRows<FleetCounts[Field][number]>(
      `SELECT condition, ${column}, sum(clients)::int AS clients FROM ${from} GROUP BY condition, ${column}`,
      values.list,
    )
  const [ofReasons, ofEnds] = [new SqlValues(), new SqlValues()]
  const [reasons, ends] = await Promise.all([
    counted<'reasons'>('reason', rollUpWithin('machines', within, ofReasons), ofReasons),
    counted<'ends'>(
      'channel, expires_on',
      within ? endsWithin(within, today, ofEnds) : `fleet_count WHERE condition IN ('licensed', 'grace')`,
      ofEnds,
    ),
  ])
  return { reasons, ends }
}

/** What ends on which day no roll-up by site tells, so those machines are counted. */
const endsWithin = (within: Within, today: string, values: SqlValues) =>
  `(SELECT condition, coalesce(channel, '') AS channel, (expires_at AT TIME ZONE 'UTC')::date AS expires_on, 1 AS clients
      FROM client WHERE ${isWithin(within, values)} AND condition IN ('licensed', 'grace')
       AND expires_at BETWEEN ${values.add(new Date(today))} AND ${values.add(new Date(addDays(today, 7 * (HORIZON_WEEKS + 1))))}) c`

/** Machines by site, most first. Of those that were not looked at yet nobody knows the site. */
async function loadSiteCounts(within: Within): Promise<SiteCount[]> {
  const values = new SqlValues()
  const rows = await readRows<SiteCount>(
    `SELECT nullif(s.name, '') AS site, sum(c.clients)::int AS count, jsonb_object_agg(c.condition, c.clients) AS by_condition
       FROM (SELECT site_id, condition, sum(clients)::int AS clients
               FROM fleet_count_by_site WHERE ${isWithin(within, values)} GROUP BY 1, 2) c
       JOIN site s ON s.id = c.site_id GROUP BY s.id ORDER BY 2 DESC, lower(s.name)`,
    values.list,
  )
  return rows.some(({ site }) => site !== null) ? rows : []
}

async function loadDeltas() {
  return readRows<{ day: string; condition: Condition; delta: number }>(
    `SELECT day, condition, delta FROM fleet_day`,
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
            (SELECT count(*)::int FROM (SELECT FROM import WHERE status = 'done' AND NOT is_sample LIMIT 1) one) AS imports,
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

function fleetOf({ reasons, ends }: FleetCounts, today: string): FleetSummary {
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
    expiringWithin30Days: until(30, ['licensed', 'grace']),
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
