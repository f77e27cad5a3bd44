/** The request counters of a host as it reported them at one moment. */
interface CounterReading {
  application: 'windows' | 'office'
  totalRequests: number | null
  failedRequests: number | null
  /** requests by the license status of the client that asked, totals as well */
  byStatus: Readonly<Record<string, number>>
}

/** What the counters grew by. */
interface Growth {
  requests: number
  failed: number | null
  /** by the license status of the client that asked; what did not grow is left out */
  byStatus: Record<string, number>
}

/** A reading with what its counters grew by since the one before. */
export interface CounterStep<R> {
  reading: R
  /** 'first': nothing to compare with. 'restarted': the counters dropped, so the host key was activated again. */
  since: Growth | 'first' | 'restarted'
}

/**
 * Differences between readings, newest first. Counters are totals since the host key was activated, so only
 * their differences say anything, and a drop means that they started again.
 */
export function counterSteps<R extends CounterReading>(readings: readonly R[]): CounterStep<R>[] {
  return readings.map((reading, position) => {
    const before = readings.slice(position + 1).find((older) => older.application === reading.application)
    return { reading, since: stepFrom(before, reading) }
  })
}

function stepFrom(before: CounterReading | undefined, reading: CounterReading): CounterStep<never>['since'] {
  if (before?.totalRequests == null || reading.totalRequests === null) return 'first'
  const requests = reading.totalRequests - before.totalRequests
  if (requests < 0) return 'restarted'
  const failed =
    reading.failedRequests === null || before.failedRequests === null
      ? null
      : reading.failedRequests - before.failedRequests
  return { requests, failed, byStatus: statusGrowth(before, reading) }
}

const NOT_A_STATUS: ReadonlySet<string> = new Set(['total', 'failed'])

function statusGrowth(before: CounterReading, reading: CounterReading): Record<string, number> {
  const grown = Object.entries(reading.byStatus).map(
    ([status, count]) => [status, count - (before.byStatus[status] ?? 0)] as const,
  )
  return Object.fromEntries(grown.filter(([status, growth]) => !NOT_A_STATUS.has(status) && growth > 0))
}
