import { type CountBounds, countBounds } from '@/lib/activation/kms/count-bounds'
import { type CountDifference, explainDifference } from '@/lib/activation/kms/count-difference'
import { type LogCoverage, type LogFacts, logCoverage } from '@/lib/activation/kms/log-coverage'
import type { CacheSlot } from '@/lib/activation/kms/rebuild-count'
import { COUNT_WINDOW_DAYS } from '@/lib/activation/kms/thresholds'
import { DAY_MS } from '@/lib/activation/kms/timers'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import { findHostGroup, type HostGroup } from './host-names'
import { type CountedSlot, loadLogEnds, loadLogFacts, loadSharedFacts, type SharedFacts } from './log-facts'
import { loadRebuiltCounts, type RebuiltCount } from './rebuilt-counts'
import { loadSlotNames } from './slot-names'
import { loadUncounted } from './uncounted'

/** A slot with the machine that holds it. */
export interface NamedSlot extends CacheSlot {
  /** the machine's own page goes by this name */
  client: string
}

/** The count of one key of a host, explained. Times are ISO 8601 UTC. */
export interface ExplainedCount {
  /** 'Windows', an Office version, or 'unknown' */
  countedAs: string
  count: number
  cap: number
  /** CMIDs that asked within 30 days; at least so many where not all were looked at */
  distinct: number
  isDistinctComplete: boolean
  slots: NamedSlot[]
  bounds: CountBounds
  coverage: LogCoverage
  /** the count at this moment, by what the log still says of it */
  nowBounds: CountBounds
  comparison?: CountedComparison
}

/** What the host said of itself, against its log at that moment. */
export interface CountedComparison {
  at: string
  reported: number
  logged: number
  bounds: CountBounds
  difference: CountDifference
}

export interface ExplainedCounts {
  now: string
  /** first and newest request of the log; the counts are those at its end */
  logFrom: string
  logEnd: string
  counts: ExplainedCount[]
}

/**
 * The counts of a host as its log gives them, at the moment the log ends; undefined where no request of it was ever
 * recorded. Throws NotPermitted without `kmsHost.read`.
 */
export async function loadExplainedCounts(
  reader: DataReader,
  name: string,
  now: Date,
): Promise<ExplainedCounts | undefined> {
  mustBeAble(reader, 'kmsHost.read')
  const group = await findHostGroup(name)
  if (group === undefined || group.ids.length === 0) return undefined
  const facts = await loadLogEnds(group.ids, now)
  if (facts.firstAt === undefined || facts.lastAt === undefined) return undefined
  const logEnd = new Date(facts.lastAt)
  const [rebuilt, shared] = await Promise.all([
    loadRebuiltCounts(group.ids, logEnd),
    loadSharedFacts(group.ids, logEnd),
  ])
  const counts: ExplainedCount[] = []
  for (const one of rebuilt) counts.push(await explain(one, { all: rebuilt, shared, group, logEnd, now }))
  return {
    now: now.toISOString(),
    logFrom: new Date(facts.firstAt).toISOString(),
    logEnd: logEnd.toISOString(),
    counts,
  }
}

interface HostLog {
  all: readonly RebuiltCount[]
  shared: SharedFacts
  group: HostGroup
  logEnd: Date
  now: Date
}

async function explain(
  rebuilt: RebuiltCount,
  { all, shared, group, logEnd, now }: HostLog,
): Promise<ExplainedCount> {
  const slot = slotOf(rebuilt.countedAs, all)
  const [facts, slots] = await Promise.all([
    loadLogFacts(group.ids, slot, logEnd, shared),
    loadSlotNames(rebuilt.slots, logEnd),
  ])
  const coverage = coverageAt(facts, logEnd)
  const comparison = slot && (await compare(rebuilt.countedAs, slot, group))
  const { countedAs, count, cap, distinct, isDistinctComplete } = rebuilt
  return {
    countedAs,
    count,
    cap,
    distinct,
    isDistinctComplete,
    slots,
    bounds: countBounds(rebuilt, coverage),
    coverage,
    nowBounds: boundsNow(rebuilt, coverage, logEnd, now),
    ...(comparison && { comparison }),
  }
}

/** Readings name the application only: they speak of an Office key where the host has one. */
function slotOf(countedAs: string, all: readonly RebuiltCount[]): CountedSlot | undefined {
  if (countedAs === 'Windows') return 'windows'
  const office = all.filter((one) => one.countedAs.startsWith('Office'))
  return countedAs.startsWith('Office') && office.length === 1 ? 'office' : undefined
}

function coverageAt(facts: LogFacts, at: Date): LogCoverage {
  return logCoverage(facts, at.getTime() - COUNT_WINDOW_DAYS * DAY_MS, at.getTime())
}

/** After the end of the log slots leave, and who may have come nobody knows. */
function boundsNow(rebuilt: RebuiltCount, coverage: LogCoverage, logEnd: Date, now: Date): CountBounds {
  const held = rebuilt.slots.filter(({ leavesAt }) => Date.parse(leavesAt) > now.getTime()).length
  const gap = { cause: 'logEnds' as const, from: logEnd.getTime(), to: now.getTime() }
  const later = countBounds(
    { ...rebuilt, count: held },
    { ...coverage, grade: 'gaps', gaps: [...coverage.gaps, gap] },
  )
  return { lower: Math.min(held, later.lower), upper: later.upper }
}

/** The newest count the host told, against what its log gives for the same moment. */
async function compare(
  countedAs: string,
  slot: CountedSlot,
  { ids }: HostGroup,
): Promise<CountedComparison | undefined> {
  const reading = await loadNewestReading(ids, slot)
  if (reading === undefined) return undefined
  const at = new Date(reading.at)
  const [all, facts, uncounted, hasRestarted] = await Promise.all([
    loadRebuiltCounts(ids, at),
    loadLogFacts(ids, slot, at),
    loadUncounted(ids, at),
    hasRestartedBefore(ids, slot, at),
  ])
  const logged = all.find((one) => one.countedAs === countedAs)
  if (logged === undefined) return undefined
  const coverage = coverageAt(facts, at)
  const bounds = countBounds(logged, coverage)
  const slots = await loadSlotNames(logged.slots, at)
  const difference = explainDifference({
    reported: reading.count,
    logged: logged.count,
    bounds,
    coverage,
    cap: logged.cap,
    clones: slots.reduce((sum, { otherNames }) => sum + otherNames.length, 0),
    ...uncounted,
    otherKeys: all
      .filter((one) => one.countedAs !== countedAs)
      .map((one) => ({ countedAs: one.countedAs, machines: one.distinct })),
    hasRestarted,
  })
  return { at: reading.at, reported: reading.count, logged: logged.count, bounds, difference }
}

async function loadNewestReading(ids: readonly number[], slot: CountedSlot) {
  const rows = await readRows<{ at: string; count: number }>(
    `SELECT observed_at AS at, current_count AS count FROM kms_host_reading
      WHERE host_id = ANY($1) AND application = $2 AND current_count IS NOT NULL
      ORDER BY observed_at DESC LIMIT 1`,
    [ids, slot],
  )
  return rows[0]
}

/** A total that is smaller than the one before it, within the 30 days. */
async function hasRestartedBefore(ids: readonly number[], slot: CountedSlot, at: Date): Promise<boolean> {
  const rows = await readRows<{ restarted: boolean }>(
    `SELECT coalesce(bool_or(total < before), false) AS restarted
       FROM (SELECT observed_at, total_requests AS total,
                    lag(total_requests) OVER (ORDER BY observed_at) AS before
               FROM kms_host_reading
              WHERE host_id = ANY($1) AND application = $2 AND total_requests IS NOT NULL AND observed_at <= $3) r
      WHERE observed_at > $3::timestamptz - interval '30 days'`,
    [ids, slot, at],
  )
  return rows[0]?.restarted === true
}
