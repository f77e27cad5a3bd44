import { isWithin, type Within } from './belonging/within'
import { oldestDue } from './catch-up'
import { utcDay } from './overview/overview-shapes'
import { readRows } from './rows'
import { SqlValues } from './sql-text'

/** Machines whose recorded state time has passed: counts and filters still take them for what they were. */
export interface Behind {
  machines: number
  /** false: at least so many */
  isExact: boolean
}

const COUNT_BOUND = 10_000
/** What is behind for a moment only, until the job looks again, is not worth a word. */
const UNSAID_MS = 5_000

/** A recorded state that time still changes; `expires_at` and `expires_on` are then when it does. */
const CHANGES = `condition IN ('licensed', 'grace')`

/**
 * How many machines the job that brings states up to time (lib/jobs/catch-up.ts) still has before it: of earlier days
 * from the roll-up, of today row by row up to a bound. Of some sites all are counted row by row. The caller has checked the
 * permission.
 */
export async function countBehind(now: Date, within?: Within): Promise<Behind> {
  const passed = new Date(now.getTime() - UNSAID_MS)
  if (within !== undefined) return countBehindWithin(passed, within)
  const today = utcDay(passed)
  const [row] = await readRows<{ before: number; since: number }>(
    `SELECT (SELECT coalesce(sum(clients), 0)::int FROM fleet_count WHERE expires_on < $1::date AND ${CHANGES}) AS before,
            (SELECT count(*)::int FROM (SELECT FROM client WHERE expires_at BETWEEN $2 AND $3
              AND kind = ANY(ARRAY(SELECT kind FROM fleet_kind WHERE ${CHANGES}))
              LIMIT ${COUNT_BOUND + 1}) due) AS since`,
    [today, `${today}T00:00:00Z`, passed],
  )
  const { before = 0, since = 0 } = row ?? {}
  return { machines: before + Math.min(since, COUNT_BOUND), isExact: since <= COUNT_BOUND }
}

async function countBehindWithin(passed: Date, within: Within): Promise<Behind> {
  const values = new SqlValues()
  const [row] = await readRows<{ machines: number }>(
    `SELECT count(*)::int AS machines FROM (SELECT FROM client
      WHERE ${isWithin(within, values)} AND expires_at <= ${values.add(passed)} AND ${CHANGES} LIMIT ${COUNT_BOUND + 1}) due`,
    values.list,
  )
  const { machines = 0 } = row ?? {}
  return { machines: Math.min(machines, COUNT_BOUND), isExact: machines <= COUNT_BOUND }
}

/** The same, and the earliest moment that the record has not followed yet; null while it is up to time. */
export async function loadLag(now: Date): Promise<Behind & { oldest: string | null }> {
  const [behind, oldest] = await Promise.all([countBehind(now), oldestDue(now)])
  return { ...behind, oldest }
}
