import type { SqlRunner } from '../mak/sql-runner'
import { readPool } from '../pool'

/** Runs SQL that only reads, outside of a transaction. */
export const reading: SqlRunner = {
  async rows<Row>(sql: string, values: readonly unknown[] = []) {
    return (await readPool().query(sql, [...values])).rows as Row[]
  },
}
