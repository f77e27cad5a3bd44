/** Since when the console has been up: while it is down nobody can be heard, so that time counts as nobody's silence. */
import { pool } from './pool'
import { readRows } from './rows'

/** It notes that it is up every minute; a longer gap than this was a time of being down, a shorter one a restart. */
const BREAK_MINUTES = 5

/** Notes that the console is up, begun anew after a break. Any of several processes may do it. */
export async function noteUp(now: Date): Promise<void> {
  await pool().query(
    `INSERT INTO console_uptime (id, since, seen_at) VALUES (1, $1, $1)
     ON CONFLICT (id) DO UPDATE SET seen_at = greatest(console_uptime.seen_at, excluded.seen_at),
       since = CASE WHEN excluded.seen_at > console_uptime.seen_at + make_interval(mins => $2) THEN excluded.since
                    ELSE console_uptime.since END`,
    [now, BREAK_MINUTES],
  )
}

/** ISO 8601 UTC; null for a console that has never run jobs. */
export async function loadUpSince(): Promise<string | null> {
  const [row] = await readRows<{ since: string }>('SELECT since FROM console_uptime')
  return row?.since ?? null
}
