import { followWrites } from '../replica'
import { onConnection, type SqlRunner } from '../rows'
import { onOwnConnection } from '../transaction'
import type { Statement } from './append-entries'

/** What was decided, and what is to be written for it. */
export interface Decided<T> {
  result: T
  writes: Statement[]
}

/**
 * A transaction in two round trips: `decide` reads (what it asks at once goes out at once), then all writes and
 * the commit go out together. Gives the result after the commit; throws, and nothing is saved, when any of the
 * statements fails: the commit of a transaction in which one failed is a rollback.
 */
export async function inPipelinedTransaction<T>(decide: (sql: SqlRunner) => Promise<Decided<T>>): Promise<T> {
  const result = await onOwnConnection('pipelined', async (db) => {
    const sql = onConnection(db)
    const begun = db.query('BEGIN')
    const deciding = decide(sql)
    await allEnded([begun, deciding])
    const decided = await deciding
    await allEnded([...decided.writes.map(({ text, values }) => sql.rows(text, values)), db.query('COMMIT')])
    return decided.result
  })
  await followWrites()
  return result
}

/** Waits until nothing of this transaction is under way any more; then throws what failed first. */
async function allEnded(all: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(all)).find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
}
