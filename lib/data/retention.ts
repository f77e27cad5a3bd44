import { rowsOf } from './rows'
import { inTransaction, lockRecord } from './transaction'

/** A 180-day validity must fit twice. */
const DEFAULT_MONTHS = 13

/** Months of event history to keep; EVENT_RETENTION_MONTHS sets it, 0 keeps everything. */
export function retentionMonths(): number {
  const months = Number(process.env.EVENT_RETENTION_MONTHS ?? DEFAULT_MONTHS)
  return Number.isInteger(months) && months >= 0 ? months : DEFAULT_MONTHS
}

/**
 * Removes events of months that lie wholly before the retention. The newest word and the newest reading of
 * each license stay, however old, and so does the chain of changes. Returns the number of events removed.
 */
export async function dropExpiredEvents(now: Date, months = retentionMonths()): Promise<number> {
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
