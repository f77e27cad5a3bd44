import type { PoolClient } from 'pg'
import { setting } from '@/lib/server/environment'
import { pool } from './pool'
import { rowsOf } from './rows'
import { inTransaction, lockRecord } from './transaction'

/** Months whose tables are there before anything of them comes in. */
const MONTHS_AHEAD = 2

/**
 * Removes events of months that lie wholly before the retention. The newest word and the newest reading of
 * each license stay, however old, and so does the chain of changes. Returns the number of events removed.
 */
export async function dropExpiredEvents(
  now: Date,
  months = setting('EVENT_RETENTION_MONTHS'),
): Promise<number> {
  if (months === 0) return 0
  return inTransaction(async (db) => {
    await lockRecord(db)
    const [row] = await rowsOf<{ removed: number }>(db, 'SELECT drop_expired_events($1) AS removed', [
      keptFrom(now, months),
    ])
    return row?.removed ?? 0
  })
}

export interface ExpiredMonth {
  /** '2025-08' */
  month: string
  events: number
  /** Of these, what a license still rests on. */
  kept: number
  /** Of the whole month on the disk. */
  bytes: number
}

/** What dropExpiredEvents would find now, month by month; changes nothing. */
export async function previewExpiredEvents(
  now: Date,
  months = setting('EVENT_RETENTION_MONTHS'),
): Promise<ExpiredMonth[]> {
  if (months === 0) return []
  const expired = await rowsOf<{ name: string; bytes: number }>(
    pool(),
    `SELECT c.relname AS name, pg_total_relation_size(c.oid) AS bytes
       FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'public.activation_event'::regclass
        AND to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= ($1::timestamptz AT TIME ZONE 'UTC')
      ORDER BY 1`,
    [keptFrom(now, months)],
  )
  const found: ExpiredMonth[] = []
  for (const { name, bytes } of expired) {
    const [row] = await rowsOf<{ events: number; kept: number }>(
      pool(),
      `SELECT count(*) AS events, count(*) FILTER (WHERE EXISTS (
                SELECT FROM client_name n JOIN license l ON l.client_id = n.client_id
                 WHERE n.id = e.name_id AND ((l.observed_at = e.at AND l.fingerprint = e.fingerprint)
                    OR (l.reading_at = e.at AND l.reading_fingerprint = e.fingerprint)))) AS kept
         FROM part."${name}" e`,
    )
    const month = name.slice(-7).replace('_', '-')
    found.push({ month, events: row?.events ?? 0, kept: row?.kept ?? 0, bytes })
  }
  return found
}

/** The first moment whose month is kept. */
export function keptFrom(now: Date, months: number): Date {
  const from = new Date(now)
  from.setUTCMonth(from.getUTCMonth() - months)
  return from
}

/** Makes the tables of this month and the next, so that the first import of a month does not wait for them. */
export async function makeMonthsAhead(now: Date): Promise<void> {
  await inTransaction(async (db: PoolClient) => {
    await lockRecord(db)
    await db.query('SELECT ensure_month_partitions($1, $1::timestamptz + make_interval(months => $2))', [
      now,
      MONTHS_AHEAD,
    ])
  })
}

/** The first moment of which everything is kept; null = all there ever was. */
export function earliestKept(now: Date, months = setting('EVENT_RETENTION_MONTHS')): Date | null {
  if (months === 0) return null
  const from = keptFrom(now, months)
  return new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), 1))
}
