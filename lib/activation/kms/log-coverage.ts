import { type LogHours, suspiciousSilences } from './log-silence'
import { MINUTE_MS } from './timers'

/**
 * How much of a KMS host's log is there. Events roll over and files are forgotten, so completeness is judged from what is
 * known: the numbers that the log gives its records, where the file tells them; the host's own request counters between
 * two readings; the exchanges that clients logged; and hours in which nobody asked although somebody always does. Numbers
 * and counters prove; the others only raise doubt. Times are milliseconds since 1970.
 */

/** A host's own total of requests at one moment, and what its log holds since the reading before. */
export interface CounterReading {
  at: number
  /** Requests since the host key was activated. */
  total: number
  /** Requests of this key in the log after the reading before (of the first one: from the log's beginning on). */
  logged: number
  /** Logged requests within a minute of this reading: the clocks of log and reader may differ. */
  loggedNear: number
  /** Logged requests of the same second: nobody can say on which side of the reading they fell. */
  loggedWithin: number
}

/** A stretch of the log in which record numbers run without a hole. */
export interface NumberedRun {
  from: number
  to: number
  /** Numbers of its first and last record. */
  first: number
  last: number
}

export interface LogFacts {
  /** The first request of this host that is known at all; absent: none. */
  firstAt?: number
  /** The newest one that is known; what came after it nobody knows. */
  lastAt?: number
  hours: LogHours
  /** In time order. */
  readings: readonly CounterReading[]
  /** Moments at which a client's log says that this host answered, and the host's log has no request of it. */
  missedExchanges: readonly number[]
  /** In time order; absent or empty: no file told the numbers. */
  numbered?: readonly NumberedRun[]
}

export type GapCause =
  /** The log does not reach back to the beginning of the window. */
  | 'logBegins'
  /** The host counted more requests than the log holds. */
  | 'counters'
  /** Record numbers are missing. */
  | 'numbers'
  /** A client was answered and the log does not know. */
  | 'clients'
  /** Nobody asked, where somebody always does. */
  | 'silence'
  /** After the newest request nothing is known. */
  | 'logEnds'

/** A stretch in which requests may be missing. */
export interface LogGap {
  cause: GapCause
  from: number
  to: number
  /** At most so many requests are missing; absent: nobody knows. */
  missing?: number
}

export interface LogCoverage {
  /** proven: counters or record numbers account for every request of the window. noSign: nothing speaks against it. */
  grade: 'proven' | 'noSign' | 'gaps'
  /** Within the window, in time order. */
  gaps: LogGap[]
  /** The counters account for every request since the host key was activated. */
  isWholeHistory: boolean
  /** The newest stretch of the window whose record numbers run without a hole. */
  numbered?: NumberedRun
}

/** The coverage of the window that ends at `to`. */
export function logCoverage(facts: LogFacts, from: number, to: number): LogCoverage {
  const runs = counterRuns(facts.readings)
  const proven = runs.filter(({ missing }) => missing === 0)
  const runsOfNumbers = facts.numbered ?? []
  const isNumbered = within(runsOfNumbers)
  const isProven = (gap: LogGap) => within(proven)(gap) || isNumbered(gap)
  const doubts = [
    ...logBeginning(facts.firstAt, from, to),
    ...logEnd(facts.lastAt, to),
    ...holesBetween(runsOfNumbers),
    ...suspiciousSilences(facts.hours).map((silence): LogGap => ({ cause: 'silence', ...silence })),
    ...facts.missedExchanges.map((at): LogGap => ({ cause: 'clients', from: at, to: at })),
  ].filter((gap) => !isProven(gap))
  const counted = runs.filter(({ missing }) => missing > 0)
  const gaps = [...counted.flatMap(gapsOfRun).filter((gap) => !isNumbered(gap)), ...outside(counted, doubts)]
    .filter((gap) => gap.to >= from && (gap.cause === 'counters' ? gap.from < to : gap.from <= to))
    .sort((a, b) => a.from - b.from)
  const isWholeHistory = proven.some((run) => run.isFromActivation && run.to >= to)
  const newest = runsOfNumbers.findLast((run) => run.to >= from && run.last > run.first)
  const numbered = newest && { numbered: newest }
  if (gaps.length > 0) return { grade: 'gaps', gaps, isWholeHistory, ...numbered }
  const isWindowProven = [...proven, ...runsOfNumbers].some((run) => run.from <= from && run.to >= to)
  return { grade: isWindowProven ? 'proven' : 'noSign', gaps, isWholeHistory, ...numbered }
}

const within = (runs: readonly { from: number; to: number }[]) => (gap: LogGap) =>
  runs.some((run) => run.from <= gap.from && gap.to <= run.to)

/** Numbers that are left out between two runs; a smaller one after a larger is a log that was cleared. */
function holesBetween(runs: readonly NumberedRun[]): LogGap[] {
  return runs.slice(1).flatMap((run, place): LogGap[] => {
    const before = runs[place]
    const missing = before === undefined ? 0 : run.first - before.last - 1
    if (before === undefined || missing <= 0) return []
    return [{ cause: 'numbers', from: before.to, to: run.from, missing }]
  })
}

/** A stretch over which the host counted without starting again. */
interface CounterRun {
  from: number
  to: number
  /** From the activation of the host key on: the counter began at 0. */
  isFromActivation: boolean
  missing: number
  /** Where the difference arose. */
  steps: { from: number; to: number; missing: number }[]
}

const BEFORE_EVERYTHING = Number.NEGATIVE_INFINITY

function counterRuns(readings: readonly CounterReading[]): CounterRun[] {
  const runs: CounterReading[][] = []
  for (const reading of readings) {
    const run = runs.at(-1)
    const before = run?.at(-1)
    if (run === undefined || before === undefined || reading.total < before.total) runs.push([reading])
    else run.push(reading)
  }
  return runs.flatMap((run, place) => runOf(run, place === 0))
}

/** After a drop nobody knows when the counter began, so only the first run may reach back to the activation. */
function runOf(run: readonly CounterReading[], isFirst: boolean): CounterRun[] {
  const [start] = run
  const end = run.at(-1)
  if (start === undefined || end === undefined) return []
  const isFromActivation = isFirst && start.total <= start.logged
  const known = isFromActivation ? BEFORE_EVERYTHING : start.at
  if (run.length === 1 && !isFromActivation) return []
  const steps = run.slice(1).map((reading, place) => ({
    from: run[place]?.at ?? start.at,
    to: reading.at,
    missing: reading.total - (run[place]?.total ?? 0) - reading.logged,
  }))
  for (let place = 0; place + 1 < steps.length; place += 1)
    settle(steps, place, run[place + 1]?.loggedNear ?? 0)
  const open = end.loggedWithin + (isFromActivation ? 0 : start.loggedWithin)
  const missing = steps.reduce((sum, step) => sum + Math.max(0, step.missing), open)
  return [{ from: known, to: end.at, isFromActivation, missing, steps }]
}

/** A request within a minute of a reading may have been counted on its other side. */
function settle(steps: { missing: number }[], place: number, near: number): void {
  const [one, next] = [steps[place], steps[place + 1]]
  if (one === undefined || next === undefined || one.missing * next.missing >= 0) return
  const shift = Math.min(Math.abs(one.missing), Math.abs(next.missing), near)
  one.missing -= Math.sign(one.missing) * shift
  next.missing -= Math.sign(next.missing) * shift
}

/** The steps in which something is missing; what only the clocks leave open belongs to the last one. */
function gapsOfRun(run: CounterRun): LogGap[] {
  const gaps = run.steps
    .filter(({ missing }) => missing > 0)
    .map(({ from, to, missing }): LogGap => ({ cause: 'counters', from, to, missing }))
  const open = run.missing - gaps.reduce((sum, gap) => sum + (gap.missing ?? 0), 0)
  if (open <= 0) return gaps
  return [...gaps, { cause: 'counters', from: run.to - MINUTE_MS, to: run.to, missing: open }]
}

/** Doubts within a counted run are numbered by its counters already. */
function outside(counted: readonly CounterRun[], doubts: readonly LogGap[]): LogGap[] {
  return doubts.filter((gap) => !counted.some((run) => run.from <= gap.from && gap.to <= run.to))
}

function logBeginning(firstAt: number | undefined, from: number, to: number): LogGap[] {
  if (firstAt !== undefined && firstAt <= from) return []
  return [{ cause: 'logBegins', from, to: Math.min(firstAt ?? to, to) }]
}

function logEnd(lastAt: number | undefined, to: number): LogGap[] {
  return lastAt === undefined || lastAt >= to ? [] : [{ cause: 'logEnds', from: lastAt, to }]
}
