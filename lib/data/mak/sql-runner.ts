import type { PoolClient } from 'pg'
import type { Transaction } from '../audit'

/** What runs SQL inside somebody's transaction, whichever of the two ways that transaction was begun. */
export interface SqlRunner {
  rows<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>
}

/** A transaction on a connection of the pool: merges, groups of spends. */
export function onConnection(db: PoolClient): SqlRunner {
  return {
    async rows<Row>(sql: string, values: readonly unknown[] = []) {
      return (await db.query(sql, [...values])).rows as Row[]
    },
  }
}

/** A transaction of Prisma: operations. */
export function onPrisma(tx: Transaction): SqlRunner {
  return {
    async rows<Row>(sql: string, values: readonly unknown[] = []) {
      return tx.$queryRawUnsafe<Row[]>(sql, ...values)
    },
  }
}
