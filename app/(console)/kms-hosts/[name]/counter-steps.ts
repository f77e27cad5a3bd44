import type { KmsReading } from '@/lib/data/kms-hosts/host-shapes'

/** A reading with what its counters grew by since the one before. */
export interface CounterStep {
  reading: KmsReading
  /** 'first': nothing to compare with. 'restarted': the counters dropped, so the host key was activated anew. */
  since: { requests: number; failed: number | null } | 'first' | 'restarted'
}

/**
 * Differences between readings, newest first. Counters are totals since the host key was activated, so only
 * their differences say anything, and a drop means that they started again.
 */
export function counterSteps(readings: readonly KmsReading[]): CounterStep[] {
  return readings.map((reading, position) => {
    const before = readings.slice(position + 1).find((older) => older.application === reading.application)
    return { reading, since: stepFrom(before, reading) }
  })
}

function stepFrom(before: KmsReading | undefined, reading: KmsReading): CounterStep['since'] {
  if (before?.totalRequests == null || reading.totalRequests === null) return 'first'
  const requests = reading.totalRequests - before.totalRequests
  if (requests < 0) return 'restarted'
  const failed =
    reading.failedRequests === null || before.failedRequests === null
      ? null
      : reading.failedRequests - before.failedRequests
  return { requests, failed }
}
