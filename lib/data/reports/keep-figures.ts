import { dayAfter, daysOf, monthEndsOf } from '@/lib/activation/report/period'
import { utcDay } from '../overview/overview-shapes'
import { pool } from '../pool'
import { rowsOf } from '../rows'

/** Logs come late: the figures of so many days are noted anew each night. */
const NOTED_ANEW = 3
/** So far back month ends are noted once, when the first night comes. */
const DAYS_BACK = 400

/**
 * Notes each day's figures by product, method, host, key and site, for good: the days since they were noted last, the newest few
 * again, and in the first night the month ends before. Returns the days noted.
 */
export async function keepFigures(now: Date): Promise<string[]> {
  const yesterday = dayAfter(utcDay(now), -1)
  const noted = new Set(
    (await rowsOf<{ day: string }>(pool(), 'SELECT DISTINCT day FROM figure_day')).map(({ day }) => day),
  )
  const firstChange = await firstDay()
  if (firstChange === undefined) return []
  const last = [...noted].sort().at(-1)
  const missing = last === undefined ? [] : daysOf({ from: dayAfter(last, 1), to: yesterday })
  const ends = monthEndsOf({ from: dayAfter(yesterday, -DAYS_BACK), to: yesterday }).filter(
    (day) => !noted.has(day),
  )
  const newest = daysOf({ from: dayAfter(yesterday, 1 - NOTED_ANEW), to: yesterday })
  const days = [...new Set([...ends, ...missing, ...newest])].filter((day) => day >= firstChange).sort()
  for (const day of days) await pool().query('SELECT note_figures($1)', [day])
  return days
}

/** The first day of which anything is known. */
async function firstDay(): Promise<string | undefined> {
  const [row] = await rowsOf<{ day: string | null }>(pool(), 'SELECT min(day) AS day FROM fleet_day')
  return row?.day ?? undefined
}
