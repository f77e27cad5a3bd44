import type { PoolClient } from 'pg'
import { refreshClients } from './clients/client-summary'
import { pool } from './pool'
import { rowsOf } from './rows'
import { inTransaction, tryLockRecord } from './transaction'

/**
 * Brings effective states up to `now`: moves the licenses whose time has come, writes the changes into the
 * history with cause 'time', and lets clients and roll-ups follow, all in one transaction. Call it before
 * reading lists or counts. When nothing is due it costs one index look-up. Returns the number of licenses moved.
 */
export async function advanceTime(now: Date): Promise<number> {
  if (!(await isAnythingDue(now))) return 0
  return inTransaction(async (db) => {
    // A merge in progress may take many seconds, and a reader must not wait for it: the next read catches up.
    return (await tryLockRecord(db)) ? moveDueLicenses(db, now) : 0
  })
}

/** Asks for the earliest: the planner, whose figures may be old, would look for any due one row by row. */
async function isAnythingDue(now: Date): Promise<boolean> {
  const rows = await rowsOf<{ due: boolean | null }>(
    pool(),
    'SELECT min(changes_at) <= $1 AS due FROM license',
    [now],
  )
  return rows[0]?.due === true
}

async function moveDueLicenses(db: PoolClient, now: Date): Promise<number> {
  await db.query(
    `CREATE TEMP TABLE due ON COMMIT DROP AS
     SELECT id, client_id, is_primary, reported_status, ends_at, changes_at, observed_at,
            lapses_through_grace(reported_status, channel) AS through_grace
       FROM license WHERE changes_at <= $1`,
    [now],
  )
  await db.query(
    `SELECT ensure_month_partitions(month, month)
       FROM (SELECT DISTINCT date_trunc('month', s.at, 'UTC') AS month
               FROM due d, LATERAL license_lapse(d.reported_status, d.ends_at, d.through_grace) s
              WHERE s.at >= d.changes_at AND s.at <= $1 ORDER BY 1) m`,
    [now],
  )
  await db.query(
    `INSERT INTO license_change (license_id, at, client_id, is_primary, from_status, from_condition, to_status, to_condition, cause)
     SELECT d.id, s.at, d.client_id, d.is_primary, s.from_status, s.from_condition, s.to_status, s.to_condition, 'time'
       FROM due d, LATERAL license_lapse(d.reported_status, d.ends_at, d.through_grace) s
      WHERE s.at >= d.changes_at AND s.at <= $1`,
    [now],
  )
  const moved = await db.query(
    `UPDATE license l SET
       status = license_status_at(d.reported_status, d.ends_at, d.through_grace, $1),
       condition = license_condition_at(d.reported_status, d.ends_at, d.through_grace, $1),
       changes_at = license_changes_at(d.ends_at, d.through_grace, $1),
       since = coalesce((SELECT max(s.at) FROM license_lapse(d.reported_status, d.ends_at, d.through_grace) s
                          WHERE s.at <= $1 AND s.from_status <> s.to_status), l.since)
       FROM due d WHERE l.id = d.id`,
    [now],
  )
  await db.query('CREATE TEMP TABLE touched_client ON COMMIT DROP AS SELECT DISTINCT client_id FROM due')
  await refreshClients(db)
  return moved.rowCount ?? 0
}
