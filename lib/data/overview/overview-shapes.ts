import type { ConditionCounts, ExpiryCause, ExpiryWeek, TrendDay } from '@/lib/activation/fleet/fleet-summary'
import type { Condition } from '@/lib/activation/license/assess'

const DAY_MS = 86_400_000

/** A fleet without a machine. */
export function noClients(): ConditionCounts {
  return { licensed: 0, grace: 0, notification: 0, unlicensed: 0, silent: 0 }
}

/** 'YYYY-MM-DD' of a moment, in UTC. */
export function utcDay(moment: Date): string {
  return moment.toISOString().slice(0, 10)
}

/** The UTC day `days` after `day`. */
export function addDays(day: string, days: number): string {
  return utcDay(new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS))
}

/**
 * The running totals of the deltas in `fleet_day`, one row for each day of [from, to]. Deltas from
 * before `from` make the opening balance.
 */
export function trendFromDeltas(
  deltas: { day: string; condition: Condition; delta: number }[],
  from: string,
  to: string,
): TrendDay[] {
  const sorted = deltas.toSorted((a, b) => a.day.localeCompare(b.day))
  const running = noClients()
  const days: TrendDay[] = []
  let next = 0
  for (let day = from; day <= to; day = addDays(day, 1)) {
    for (let row = sorted[next]; row && row.day <= day; row = sorted[++next])
      running[row.condition] += row.delta
    days.push({ day, ...running })
  }
  return days
}

/** Expiring clients per day and cause, gathered into `weeks` columns of seven days from `from` on. */
export function expiryWeeks(
  rows: { day: string; cause: ExpiryCause; clients: number }[],
  from: string,
  weeks: number,
): ExpiryWeek[] {
  const columns = Array.from({ length: weeks }, (_, week): ExpiryWeek => {
    const first = addDays(from, week * 7)
    return { from: first, to: addDays(first, 6), byCause: {}, clients: 0 }
  })
  for (const { day, cause, clients } of rows) {
    const column = columns.find((week) => week.from <= day && day <= week.to)
    if (!column) continue
    column.byCause[cause] = (column.byCause[cause] ?? 0) + clients
    column.clients += clients
  }
  return columns
}
