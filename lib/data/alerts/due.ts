import { pool } from '../pool'
import { rowsOf } from '../rows'

/** Time alone opens alerts: so often everything is judged, whatever came in. */
const QUARTER_MS = 15 * 60_000
/** What takes longer is not done again after each import: then of machines only those are judged that were heard of. */
const SOON_MS = 2_000
/** Logs come late: what is so much older than the last round of everything is looked at again. */
const LATE_MS = 60 * 60_000

/** The round that is due; heardFrom: of machines only those that were heard of since. */
interface DueRound {
  heardFrom?: Date
}

/**
 * Which round is due: something was recorded or changed since the last one, or everything was judged a quarter of an hour ago.
 * Undefined: none.
 */
export async function dueRound(now: Date): Promise<DueRound | undefined> {
  const [row] = await rowsOf<{ at: string; tookMs: number; lastAt: string; newest: string | null }>(
    pool(),
    `SELECT r.at, r.took_ms, r.last_at,
            greatest((SELECT max(at) FROM audit_entry), (SELECT max(at) FROM api_post),
                     (SELECT max(finished_at) FROM import WHERE created_at > $1::timestamptz - interval '2 days'),
                     (SELECT max(finished_at) FROM dns_check), (SELECT max(finished_at) FROM directory_read)) AS newest
       FROM alert_round r`,
    [now],
  )
  if (!row) return {}
  const { at, tookMs, lastAt, newest } = row
  const sinceMs = now.getTime() - Date.parse(at)
  // One that lies ahead was made before the clock was set back.
  if (sinceMs >= QUARTER_MS || Date.parse(lastAt) > now.getTime()) return {}
  if (newest === null || newest < lastAt) return undefined
  return tookMs < SOON_MS ? {} : { heardFrom: new Date(Date.parse(at) - LATE_MS) }
}

/** Notes that a round was made at `now`. */
export async function noteRound(now: Date, { isWhole, tookMs }: { isWhole: boolean; tookMs: number }) {
  const whole = isWhole ? ', at = EXCLUDED.at, took_ms = EXCLUDED.took_ms' : ''
  await pool().query(
    `INSERT INTO alert_round (id, at, took_ms, last_at) VALUES (1, $1, $2, $1)
     ON CONFLICT (id) DO UPDATE SET last_at = EXCLUDED.last_at${whole}`,
    [now, tookMs],
  )
}
