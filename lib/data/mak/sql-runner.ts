import type { PoolClient } from 'pg'
import type { Transaction } from '../audit'
import { readPool } from '../pool'

/** What runs SQL inside somebody's transaction, whichever of the two ways that transaction was begun. */
export interface SqlRunner {
  rows<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>
}

/** A transaction on a connection of the pool: merges, groups of spends. Each statement is planned once a connection. */
export function onConnection(db: PoolClient): SqlRunner {
  return {
    async rows<Row>(sql: string, values: readonly unknown[] = []) {
      return (await db.query({ name: nameOf(sql), text: sql, values: [...values] })).rows as Row[]
    },
  }
}

const names = new Map<string, string>()

function nameOf(sql: string): string {
  const known = names.get(sql)
  if (known !== undefined) return known
  const name = `mak_${names.size + 1}`
  names.set(sql, name)
  return name
}

/** A transaction of Prisma: operations. */
export function onPrisma(tx: Transaction): SqlRunner {
  return {
    async rows<Row>(sql: string, values: readonly unknown[] = []) {
      return tx.$queryRawUnsafe<Row[]>(sql, ...values)
    },
  }
}

/** Reads outside of a transaction, for pages. */
export const onReadPool: SqlRunner = {
  async rows<Row>(sql: string, values: readonly unknown[] = []) {
    return (await readPool().query(sql, [...values])).rows as Row[]
  },
}
