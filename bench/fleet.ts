import { pool } from '@/lib/data/pool'
import { recordObservations } from '@/lib/operations/record/record-observations'
import { settle, withBenchDatabase } from './bench-database'
import { endOfLog, requestLog } from './request-log'

const WEEKS = 20
/** Everything a page needs is in memory on a real console too; a cold cache would measure the disk. */
const WARMED = ['client', 'client_name', 'client_name_name_trgm', 'client_pkey', 'fleet_count', 'fleet_day']

/** Runs `work` on a fleet of so many clients whose last renewals lie spread over twenty weeks. */
export function withFleet<T>(clients: number, work: (url: string, now: Date) => Promise<T>): Promise<T> {
  return withBenchDatabase(async (url) => {
    const now = endOfLog(clients * WEEKS, clients)
    await recordObservations({ observations: requestLog(clients, clients, WEEKS) }, now)
    await settle()
    for (const table of WARMED) {
      await pool()
        .query(`SELECT pg_prewarm('${table}')`)
        .catch(() => undefined)
    }
    return work(url, now)
  })
}

/** The value that so many in a hundred do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN
}
