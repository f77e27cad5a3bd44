/**
 * How SQL becomes rows: in camelCase, with times as ISO 8601 UTC, days as 'YYYY-MM-DD' and whole numbers as numbers,
 * whichever connection the statement runs on. Not set in pg itself, which Prisma and the job queue share
 * (docs/decisions/0016-where-prisma-and-where-sql.md).
 */
import { createHash } from 'node:crypto'
import pg, { type Pool, type PoolClient, type QueryArrayConfig, type QueryConfig } from 'pg'
import { setting } from '@/lib/server/environment'
import type { Transaction } from './audit'
import { plain } from './plain'
import { readPool } from './pool'

type Values = readonly unknown[]

/** Rows for a page, from the replica where there is one. */
export function readRows<Row>(sql: string, values?: Values): Promise<Row[]> {
  return rowsOf<Row>(readPool(), sql, values)
}

/** Rows from a pool or a connection of one: where a transaction has to see its own writes. */
export function rowsOf<Row>(db: Pool | PoolClient, sql: string, values: Values = []): Promise<Row[]> {
  return ask<Row>(db, { text: sql, values: [...values] })
}

/** What runs SQL inside somebody's transaction, whichever of the two ways that transaction was begun. */
export interface SqlRunner {
  rows<Row>(sql: string, values?: Values): Promise<Row[]>
}

/** Reads outside of a transaction, for pages. */
export const onReadPool: SqlRunner = { rows: readRows }

/** A transaction on a connection of the pool: merges, groups of spends. Each statement is planned once a connection. */
export function onConnection(db: PoolClient): SqlRunner {
  return {
    rows<Row>(sql: string, values: Values = []) {
      return ask<Row>(db, { name: nameOf(sql), text: sql, values: [...values] })
    },
  }
}

/**
 * The same connection, on which each statement is planned once: for work of few rows, which planning would cost more than
 * doing. Plans do not follow what the tables of the moment hold, so large work plans anew.
 */
export function keepingPlans(db: PoolClient): PoolClient {
  const query = (asked: string | QueryConfig, values?: unknown[]) => {
    const question = typeof asked === 'string' ? { text: asked, values } : asked
    return isOneStatement(question)
      ? db.query({ ...question, name: nameOf(question.text) })
      : db.query(asked, values)
  }
  return Object.assign(Object.create(db) as PoolClient, { query })
}

/** Several in one text cannot be kept, and a COPY is a stream. */
const isOneStatement = (asked: QueryConfig) => !('submit' in asked) && !asked.text.includes(';')

const names = new Map<string, string>()
let isPooled: boolean | undefined

/**
 * Made of the text: pools are of the whole process, this file may be loaded more than once in it. None through a pooler that shares
 * sessions: the next transaction may be in another one, which does not know the name.
 */
function nameOf(sql: string): string | undefined {
  isPooled ??= setting('DATABASE_DIRECT_URL') !== undefined
  if (isPooled) return undefined
  const known = names.get(sql)
  if (known !== undefined) return known
  const name = `rows_${createHash('sha256').update(sql).digest('hex').slice(0, 40)}`
  names.set(sql, name)
  return name
}

/** A transaction of Prisma: operations. */
export function onPrisma(tx: Transaction): SqlRunner {
  return {
    async rows<Row>(sql: string, values: Values = []) {
      const found = await tx.$queryRawUnsafe<Record<string, unknown>[]>(sql, ...values)
      return found.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [camelCase(name), plain(value)])),
      ) as Row[]
    },
  }
}

type Question = Omit<QueryArrayConfig<unknown[]>, 'rowMode'>

/** Names and parsers are found once a column; a row then costs what pg's own costs. */
async function ask<Row>(db: Pool | PoolClient, question: Question): Promise<Row[]> {
  const { rows, fields } = await db.query<unknown[]>({
    ...question,
    rowMode: 'array',
    types: { getTypeParser },
  })
  const keys = fields.map(({ name }) => camelCase(name))
  const empty = Object.fromEntries(keys.map((key) => [key, null]))
  return rows.map((values) => {
    const row: Record<string, unknown> = { ...empty }
    for (const [column, key] of keys.entries()) row[key] = values[column]
    return row as Row
  })
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

const { DATE, INT8, TIMESTAMPTZ } = pg.types.builtins
/** timestamptz[] */
const TIMESTAMPTZ_LIST = 1185
const parseDate = pg.types.getTypeParser(TIMESTAMPTZ)

const PARSERS = new Map<number, (text: string) => unknown>([
  [TIMESTAMPTZ, isoTime],
  [TIMESTAMPTZ_LIST, isoTimes],
  [DATE, (text) => text],
  [INT8, Number],
])

function getTypeParser(type: number, format?: 'text' | 'binary') {
  return PARSERS.get(type) ?? pg.types.getTypeParser(type, format as 'text')
}

/** '2026-11-29 19:00:00.5+00' as '2026-11-29T19:00:00.500Z'. A server that counts in another zone takes the long way. */
function isoTime(text: string): string {
  if (text.length > 32 || text[4] !== '-' || !text.endsWith('+00')) return parseDate(text).toISOString()
  const milliseconds = text.slice(20, -3).slice(0, 3).padEnd(3, '0')
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${milliseconds}Z`
}

/** '{"2026-11-29 19:00:00+00"}' */
function isoTimes(text: string): (string | null)[] {
  if (text === '{}') return []
  const times = text.slice(1, -1).split(',')
  return times.map((time) => (time === 'NULL' ? null : isoTime(time.slice(1, -1))))
}
