import { type CountBounds, countBounds } from '@/lib/activation/kms/count-bounds'
import { type CountDifference, explainDifference } from '@/lib/activation/kms/count-difference'
import { type LogCoverage, logCoverage } from '@/lib/activation/kms/log-coverage'
import { COUNT_WINDOW_DAYS } from '@/lib/activation/kms/thresholds'
import { DAY_MS } from '@/lib/activation/kms/timers'
import { type DataReader, mustBeAble } from '../permission'
import type { CountedSlot, HostLog, LogMoment, NamedCount, NamedSlot, ToldCount } from './host-log'
import { findHostGroup } from './host-names'
import { keptHostLog } from './kept-host-log'

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
 * @param read how the log is read: as kept from the view before, if nothing has changed.
 */
export async function loadExplainedCounts(
  reader: DataReader,
  name: string,
  now: Date,
  read: typeof keptHostLog = keptHostLog,
): Promise<ExplainedCounts | undefined> {
  mustBeAble(reader, 'kmsHost.read')
  const group = await findHostGroup(name)
  if (group === undefined || group.ids.length === 0) return undefined
  const log = await read(group.ids, now)
  return log && explainLog(log, now)
}

function explainLog(log: HostLog, now: Date): ExplainedCounts {
  return {
    now: now.toISOString(),
    logFrom: new Date(log.firstAt).toISOString(),
    logEnd: log.end.at.toISOString(),
    counts: log.end.counts.map((count) => explain(count, log, now)),
  }
}

function explain(rebuilt: NamedCount, { end, told }: HostLog, now: Date): ExplainedCount {
  const { countedAs, count, cap, distinct, isDistinctComplete, slots } = rebuilt
  const slot = slotOf(countedAs, end.counts)
  const coverage = coverageOf(end, slot)
  const newest = told.find((one) => one.slot === slot)
  const comparison = newest && compare(countedAs, newest)
  return {
    countedAs,
    count,
    cap,
    distinct,
    isDistinctComplete,
    slots,
    bounds: countBounds(rebuilt, coverage),
    coverage,
    nowBounds: boundsNow(rebuilt, coverage, end.at, now),
    ...(comparison && { comparison }),
  }
}

/** Readings name the application only: they speak of an Office key where the host has one. */
function slotOf(countedAs: string, all: readonly NamedCount[]): CountedSlot | undefined {
  if (countedAs === 'Windows') return 'windows'
  const office = all.filter((one) => one.countedAs.startsWith('Office'))
  return countedAs.startsWith('Office') && office.length === 1 ? 'office' : undefined
}

function coverageOf({ at, facts, counters }: LogMoment, slot: CountedSlot | undefined): LogCoverage {
  const readings = slot === undefined ? [] : counters[slot]
  return logCoverage({ ...facts, readings }, at.getTime() - COUNT_WINDOW_DAYS * DAY_MS, at.getTime())
}

/** After the end of the log slots leave, and who may have come nobody knows. */
function boundsNow(rebuilt: NamedCount, coverage: LogCoverage, logEnd: Date, now: Date): CountBounds {
  const held = rebuilt.slots.filter(({ leavesAt }) => Date.parse(leavesAt) > now.getTime()).length
  const gap = { cause: 'logEnds' as const, from: logEnd.getTime(), to: now.getTime() }
  const later = countBounds(
    { ...rebuilt, count: held },
    { ...coverage, grade: 'gaps', gaps: [...coverage.gaps, gap] },
  )
  return { lower: Math.min(held, later.lower), upper: later.upper }
}

/** The newest count the host told, against what its log gives for the same moment. */
function compare(countedAs: string, told: ToldCount): CountedComparison | undefined {
  const { log, count: reported, slot } = told
  const logged = log.counts.find((one) => one.countedAs === countedAs)
  if (logged === undefined) return undefined
  const coverage = coverageOf(log, slot)
  const bounds = countBounds(logged, coverage)
  const difference = explainDifference({
    reported,
    logged: logged.count,
    bounds,
    coverage,
    cap: logged.cap,
    clones: logged.slots.reduce((sum, { otherNames }) => sum + otherNames.length, 0),
    ...told.uncounted,
    otherKeys: log.counts
      .filter((one) => one.countedAs !== countedAs)
      .map((one) => ({ countedAs: one.countedAs, machines: one.distinct })),
    hasRestarted: told.hasRestarted,
  })
  return { at: log.at.toISOString(), reported, logged: logged.count, bounds, difference }
}
