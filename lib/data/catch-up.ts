import type { PoolClient } from 'pg'
import { refreshClients, STATE_ASSIGNMENTS } from './clients/client-summary'
import { changesAt, conditionAt, LAPSE, sinceAt, statusAt } from './license-at'
import { pool } from './pool'
import { rowsOf } from './rows'
import { inTransaction, RECORD_LOCK, rowsForNext, tryLockRecord } from './transaction'

/** Licenses that one transaction moves, at most and at first: it holds the record's lock. */
const BATCH = 2_000
const FIRST_BATCH = 500

/**
 * So many are looked up at once, the earliest first, and moved in the order of their clients: neighbours share the pages
 * of tables and indexes, and each of these is then written once instead of once a batch.
 */
const WINDOW = 250_000

export interface CatchUpOptions {
  batch?: number
  /** Asked before each batch. */
  isStopped?: () => boolean
}

/**
 * Brings recorded states up to `now`: moves the licenses whose time has come, writes the changes into the history with
 * cause 'time', and lets clients and roll-ups follow, in small transactions. Ends when nothing is due, and while a merge is
 * being written. Returns the number of licenses moved. Reading does not need it: what a page shows of a machine is assessed
 * when it is read.
 */
export async function catchUp(now: Date, options: CatchUpOptions = {}): Promise<number> {
  const { batch = BATCH, isStopped = () => false } = options
  let moved = 0
  let size = Math.min(batch, FIRST_BATCH)
  for (;;) {
    const due = await findDue(now)
    if (due.length === 0) return moved
    while (due.length > 0) {
      if (isStopped()) return moved
      const some = due.splice(0, size)
      const start = performance.now()
      const done = await inTransaction((db) => moveLicenses(db, some, now))
      if (done === undefined) return moved
      moved += done
      size = Math.min(batch, rowsForNext(some.length, performance.now() - start))
    }
  }
}

/** The earliest moment that the record has not followed yet; null while it is up to time. */
export async function oldestDue(now: Date): Promise<string | null> {
  const [row] = await rowsOf<{ oldest: string | null }>(
    pool(),
    'SELECT min(changes_at) AS oldest FROM license WHERE changes_at <= $1',
    [now],
  )
  return row?.oldest ?? null
}

/** None while a merge is being written, which is asked first: the search may read a good part of a large index. */
async function findDue(now: Date): Promise<number[]> {
  const [row] = await rowsOf<{ ids: number[] | null }>(
    pool(),
    `SELECT CASE WHEN pg_try_advisory_xact_lock(${RECORD_LOCK}) THEN (
       SELECT array_agg(id ORDER BY client_id) FROM (
         SELECT id, client_id FROM license WHERE changes_at <= $1 ORDER BY changes_at LIMIT ${WINDOW}) due) END AS ids`,
    [now],
  )
  return row?.ids ?? []
}

/** Returns how many were moved; undefined while a merge is being written. */
async function moveLicenses(db: PoolClient, ids: number[], now: Date): Promise<number | undefined> {
  // An import that waits for the lock has it as soon as this transaction ends: a try does not overtake those that wait.
  if (!(await tryLockRecord(db))) return undefined
  await db.query(`SET LOCAL work_mem = '96MB'; SET LOCAL jit = off`)
  await saveSteps(db, ids, now)
  const moved = await rowsOf<{ clientId: number; isPrimary: boolean }>(
    db,
    `WITH moved AS (
       UPDATE license l SET status = ${statusAt('$2')}, condition = ${conditionAt('$2')}, changes_at = ${changesAt('$2')},
              since = ${sinceAt('$2')} WHERE id = ANY($1) AND changes_at <= $2
       RETURNING client_id, is_primary, status, condition, changes_at, since),
     shown AS (
       UPDATE client c SET ${STATE_ASSIGNMENTS} FROM moved p WHERE p.is_primary AND c.id = p.client_id)
     SELECT client_id, is_primary FROM moved`,
    [ids, now],
  )
  const beside = moved.filter(({ isPrimary }) => !isPrimary).map(({ clientId }) => clientId)
  if (beside.length > 0) await refreshClients(db, beside)
  return moved.length
}

async function saveSteps(db: PoolClient, ids: number[], now: Date): Promise<void> {
  const due = `FROM license l, LATERAL ${LAPSE} WHERE l.id = ANY($1) AND s.at BETWEEN l.changes_at AND $2::timestamptz`
  await db.query(
    `SELECT ensure_month_partitions(month, month)
       FROM (SELECT DISTINCT date_trunc('month', s.at, 'UTC') AS month ${due} ORDER BY 1) m`,
    [ids, now],
  )
  await db.query(
    `INSERT INTO license_change (license_id, at, client_id, is_primary, from_status, from_condition, to_status, to_condition, cause)
     SELECT l.id, s.at, l.client_id, l.is_primary, s.from_status, s.from_condition, s.to_status, s.to_condition, 'time' ${due}`,
    [ids, now],
  )
}
