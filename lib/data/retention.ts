import { setting } from '@/lib/server/environment'
import { rowsOf } from './rows'
import { inTransaction, lockRecord } from './transaction'

/**
 * Removes events of months that lie wholly before the retention. The newest word and the newest reading of
 * each license stay, however old, and so does the chain of changes. Returns the number of events removed.
 */
export async function dropExpiredEvents(
  now: Date,
  months = setting('EVENT_RETENTION_MONTHS'),
): Promise<number> {
  if (months === 0) return 0
  const keepFrom = new Date(now)
  keepFrom.setUTCMonth(keepFrom.getUTCMonth() - months)
  return inTransaction(async (db) => {
    await lockRecord(db)
    const [row] = await rowsOf<{ removed: number }>(db, 'SELECT drop_expired_events($1) AS removed', [
      keepFrom,
    ])
    return row?.removed ?? 0
  })
}
