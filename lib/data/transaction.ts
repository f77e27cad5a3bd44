import type { PoolClient } from 'pg'
import { type ConnectionKind, holding } from './held-connections'
import { poolFor } from './pool'
import { currentPurpose } from './purpose'
import { followWrites } from './replica'
import { rowsOf } from './rows'

/** A connection in a transaction, for code outside of lib/data that hands it on. */
export type Connection = PoolClient

/** Runs `work` in one transaction on a connection of its own; an error rolls everything back. */
export async function inTransaction<T>(work: (db: PoolClient) => Promise<T>): Promise<T> {
  const result = await onOwnConnection('write', async (db) => {
    await db.query('BEGIN')
    const worked = await work(db)
    await db.query('COMMIT')
    return worked
  })
  if (currentPurpose() === 'people') await followWrites()
  return result
}

/** Runs `work`, which begins and commits, on a connection of its own; an error rolls back and is thrown. */
export async function onOwnConnection<T>(
  kind: ConnectionKind,
  work: (db: PoolClient) => Promise<T>,
): Promise<T> {
  const db = await poolFor(kind).connect()
  let broken: Error | undefined
  // A connection that breaks while it is ours fails the statement in hand; without a listener it would end the process.
  const onBreak = (cause: Error) => {
    broken = cause
  }
  db.on('error', onBreak)
  try {
    return await holding(kind, () => work(db))
  } catch (error) {
    await db.query('ROLLBACK').catch((cause: Error) => {
      broken = cause
    })
    throw error
  } finally {
    // One that broke is closed, and may still say so once more.
    if (broken === undefined) db.off('error', onBreak)
    // A connection that cannot even roll back is closed instead of going back to the pool.
    db.release(broken)
  }
}

/** Everything that changes licenses takes this lock until its transaction ends, so that merges run one after another. */
export const RECORD_LOCK = 4_711_001

/** Waits for other merges. Take it after the slow part that needs no order, such as COPY into staging. */
export async function lockRecord(db: PoolClient): Promise<void> {
  await db.query('SELECT pg_advisory_xact_lock($1)', [RECORD_LOCK])
}

/** Takes the lock if no merge is running; false otherwise. */
export async function tryLockRecord(db: PoolClient): Promise<boolean> {
  const rows = await rowsOf<{ locked: boolean }>(db, 'SELECT pg_try_advisory_xact_lock($1) AS locked', [
    RECORD_LOCK,
  ])
  return rows[0]?.locked === true
}

/** What a transaction that holds the record's lock is to take: imports wait for it. */
const AIMED_MS = 400

/** How many rows the next such transaction may take on, by what the one before took. Never none. */
export function rowsForNext(rows: number, tookMs: number): number {
  return Math.max(1, Math.floor((rows * AIMED_MS) / tookMs))
}
