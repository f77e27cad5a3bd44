import type { PoolClient } from 'pg'
import { refreshClients } from './clients/client-summary'
import { changesAt, conditionAt, LAPSE, sinceAt, statusAt } from './license-at'
import { pool } from './pool'
import { rowsOf } from './rows'
import { inTransaction, tryLockRecord } from './transaction'

/** Licenses that one transaction moves: it holds the record's lock, for which imports wait, well under a second. */
const BATCH = 2_000

export interface CatchUpOptions {
  batch?: number
  /** Asked before each batch. */
  isStopped?: () => boolean
}

/**
 * Brings recorded states up to `now`: moves the licenses whose time has come, those first whose time came first, writes
 * the changes into the history with cause 'time', and lets clients and roll-ups follow, batch by batch, each in a
 * transaction of its own. Ends when nothing is due, and while a merge is being written. Returns the number of licenses
 * moved. Reading does not need it: what a page shows of a machine is assessed when it is read.
 */
export async function catchUp(now: Date, options: CatchUpOptions = {}): Promise<number> {
  const { batch = BATCH, isStopped = () => false } = options
  let moved = 0
  let from = await oldestDue(now)
  while (from !== null && !isStopped()) {
    const start = from
    const { licenses, next } = await inTransaction((db) => moveBatch(db, now, start, batch))
    moved += licenses
    from = next
  }
  return moved
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

interface Moved {
  licenses: number
  /** Where the next batch begins; null when there is none. */
  next: string | null
}

/** @param from what was due before it has been moved: looking for it again would read through all that is gone. */
async function moveBatch(db: PoolClient, now: Date, from: string, batch: number): Promise<Moved> {
  // An import that waits for the lock has it as soon as this transaction ends: a try does not overtake those that wait.
  if (!(await tryLockRecord(db))) return { licenses: 0, next: null }
  await db.query(`SET LOCAL work_mem = '96MB'; SET LOCAL jit = off`)
  const due = await rowsOf<{ id: number; clientId: number; changesAt: string }>(
    db,
    'SELECT id, client_id, changes_at FROM license WHERE changes_at BETWEEN $1 AND $2 ORDER BY changes_at LIMIT $3',
    [from, now, batch],
  )
  if (due.length === 0) return { licenses: 0, next: null }
  const ids = due.map(({ id }) => id)
  await saveSteps(db, ids, now)
  await db.query(
    `UPDATE license l SET status = ${statusAt('$2')}, condition = ${conditionAt('$2')}, changes_at = ${changesAt('$2')},
            since = ${sinceAt('$2')} WHERE id = ANY($1)`,
    [ids, now],
  )
  await refreshClients(
    db,
    due.map(({ clientId }) => clientId),
  )
  return { licenses: due.length, next: (due.length === batch && due.at(-1)?.changesAt) || null }
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
