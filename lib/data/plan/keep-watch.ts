import { planBesideToday, SETTLING_DAYS } from '@/lib/activation/plan/plan-difference'
import { jsonText } from '../json-text'
import { pool } from '../pool'
import { rowsOf } from '../rows'
import { loadTodayFacts } from './known-facts'
import { loadPlanInForce } from './plan-store'

const DAY_MS = 86_400_000
/** Time alone settles differences, too, though slowly. */
const ANEW_AFTER_MS = 3_600_000

/** Notes how far today is from the plan in force, once something was recorded since, and every hour. */
export async function keepPlanWatch(now: Date): Promise<void> {
  const [due] = await rowsOf<{ notedAt: string | null; recordedAt: string | null }>(
    pool(),
    `SELECT (SELECT max(w.noted_at) FROM plan_watch w WHERE w.number = v.number) AS noted_at,
            (SELECT max(finished_at) FROM import) AS recorded_at
       FROM plan_version v WHERE v.in_force_at IS NOT NULL AND v.ended_at IS NULL`,
  )
  if (due === undefined) return
  const { notedAt, recordedAt } = due
  const isFresh =
    notedAt !== null &&
    (recordedAt === null || recordedAt < notedAt) &&
    now.getTime() - Date.parse(notedAt) < ANEW_AFTER_MS
  if (!isFresh) await notePlanWatch(now)
}

/** Notes it now. */
export async function notePlanWatch(now: Date): Promise<void> {
  const plan = await loadPlanInForce()
  if (plan === undefined || plan.inForceAt === null) return
  const settled = new Date(Date.parse(plan.inForceAt) + SETTLING_DAYS * DAY_MS)
  const facts = await loadTodayFacts(now, settled)
  const { machines, differing, differences } = planBesideToday(plan.input, facts)
  await pool().query(
    `INSERT INTO plan_watch (number, day, noted_at, machines, differing, differences)
     VALUES ($1, ($2::timestamptz AT TIME ZONE 'UTC')::date, $2, $3, $4, $5)
     ON CONFLICT (number, day) DO UPDATE SET noted_at = EXCLUDED.noted_at, machines = EXCLUDED.machines,
       differing = EXCLUDED.differing, differences = EXCLUDED.differences`,
    [plan.number, now, machines, differing, jsonText(differences)],
  )
}
