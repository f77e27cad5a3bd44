import { expect, it } from 'vitest'
import { withTestDatabase } from '@/lib/data/database.testing'
import { hour, play, START } from './alert-year.testing'
import { CONSOLE_INCIDENTS } from './console-incidents.testing'
import { FLEET_INCIDENTS } from './fleet-incidents.testing'

const db = withTestDatabase({ BACKUP_DIRECTORY: '/tmp' })

/** `npm test` plays the first weeks, `npm run test:alert-year` the year. */
const UNTIL = process.env.ALERT_YEAR ? '2026-11-30T18' : '2025-12-27T18'

/** Each hour at which an alert should open or close, and the one before, at which it should not yet. */
const looksOf = (line: string) =>
  (line.match(/\d{4}-\d\d-\d\dT\d\d/g) ?? []).flatMap((at) => [sayHour(hour(at) - 3_600_000), at])
const sayHour = (time: number) => new Date(time).toISOString().slice(0, 13)

/** What stands in the database, in the words of the table. */
async function history(): Promise<string[]> {
  const { rows } = await db.pool.query<{ line: string }>(
    `SELECT a.rule || ' ' || CASE a.rule WHEN 'A30' THEN 'collector' ELSE a.object_name END || ': ' || a.worst_severity || ', '
            || to_char(a.opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24') || coalesce(' to '
            || to_char(a.closed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24') || ' ' || a.closed_how, '')
            || coalesce(', ' || (SELECT string_agg(s.step, ' ' ORDER BY s.id) FROM alert_step s
                 WHERE s.alert_id = a.id AND s.step <> 'opened' AND s.id <> (
                   SELECT max(e.id) FROM alert_step e WHERE e.alert_id = a.id AND a.closed_at IS NOT NULL)), '') AS line
       FROM alert a WHERE a.opened_at < $1`,
    [new Date(hour(UNTIL))],
  )
  return rows.map(({ line }) => line).toSorted()
}

it(
  'opens and closes each alert of a year at its hour, once, and no other',
  async () => {
    const incidents = [...FLEET_INCIDENTS, ...CONSOLE_INCIDENTS]
    const due = incidents
      .flatMap(({ alerts }) => alerts)
      .filter((line) => (line.match(/, (\S+) to/)?.[1] ?? START) < UNTIL)
      .toSorted()
    await play(
      incidents.map(({ happens }) => happens),
      due.flatMap(looksOf),
      UNTIL,
    )
    expect(await history()).toEqual(due)
  },
  60 * 60_000,
)
