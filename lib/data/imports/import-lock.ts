import { pool } from '../pool'
import { rowsOf } from '../rows'

/**
 * Runs `work` unless another process is at the same import. The lock belongs to a database session, so a
 * process that dies lets it go. Returns false when the work was left to the other one.
 */
export async function withImportLock(importId: string, work: () => Promise<void>): Promise<boolean> {
  const db = await pool().connect()
  const key = [`import ${importId}`]
  try {
    const [got] = await rowsOf<{ locked: boolean }>(
      db,
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS locked',
      key,
    )
    if (!got?.locked) return false
    try {
      await work()
      return true
    } finally {
      await db.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', key)
    }
  } finally {
    db.release()
  }
}
