import { randomUUID } from 'node:crypto'
import type { PoolClient } from 'pg'
import { pool } from '../pool'
import { rowsOf } from '../rows'
import { type CopyTarget, copyInto } from './copy-rows'
import { STAGE_COLUMNS } from './staged-row'

/** A large batch is staged in so many parts, by the names of the machines, each of which is written once then. */
export const PARTS = 256
/** Rows of one part lie together in runs of so many characters, so that reading one part leaves the others alone. */
const RUN_CHARACTERS = 16_384
const PREFIX = 'staged_'

/** The part of what is about this machine; what is about none is in the first. */
export function partOf(name: string | undefined): number {
  if (name === undefined) return 0
  let hash = 7
  for (let index = 0; index < name.length; index += 1)
    hash = (Math.imul(hash, 31) + name.charCodeAt(index)) | 0
  return (hash >>> 8) % PARTS
}

/**
 * A table of its own for a batch whose parts are merged in transactions of their own. Not a temporary one, which a pooler
 * such as PgBouncer would lose between two of them; without WAL, since a batch that breaks off is recorded again.
 */
export async function makePartsTable(db: PoolClient): Promise<string> {
  const table = tableOfParts()
  await db.query(`CREATE UNLOGGED TABLE ${table} (${STAGE_COLUMNS})`)
  return table
}

/** A name that no other table has; what a killed console leaves of it is removed at night. */
export const tableOfParts = () => `part.${PREFIX}${dayOf(new Date())}_${randomUUID().slice(0, 8)}`

/** Fills it with the lines that `fill` writes, each with its part. Returns the number of rows of each part. */
export async function copyParts(
  db: PoolClient,
  table: string,
  fill: (write: (part: number, line: string) => ReturnType<CopyTarget['write']>) => Promise<void>,
): Promise<number[]> {
  const rows = new Array<number>(PARTS).fill(0)
  const runs = new Array<string>(PARTS).fill('')
  await copyInto(db, table, async (target) => {
    await fill((part, line) => {
      rows[part] = (rows[part] ?? 0) + 1
      const run = (runs[part] ?? '') + line
      const isFull = run.length >= RUN_CHARACTERS
      runs[part] = isFull ? '' : run
      return isFull ? target.write(run) : undefined
    })
    for (const run of runs) await target.write(run)
  })
  await db.query(`CREATE INDEX ON ${table} (portion)`)
  return rows
}

/** Neighbouring parts that are merged together: each time about as many rows as `size` says then. */
export function* partsTogether(rows: readonly number[], size: () => number): Generator<PartsTogether> {
  let from = 0
  let sum = 0
  for (const [part, count] of rows.entries()) {
    sum += count
    if (sum < size() && part < rows.length - 1) continue
    if (sum > 0) yield { from, to: part, rows: sum }
    from = part + 1
    sum = 0
  }
}

export interface PartsTogether {
  from: number
  to: number
  rows: number
}

export async function removePartsTable(table: string): Promise<void> {
  await pool().query(`DROP TABLE IF EXISTS ${table}`)
}

/** Removes what a console that was killed left behind more than a day ago. */
export async function removeLeftParts(now: Date): Promise<void> {
  const left = await rowsOf<{ name: string }>(
    pool(),
    `SELECT relname AS name FROM pg_class
      WHERE relnamespace = 'part'::regnamespace AND relkind = 'r' AND relname BETWEEN $1 AND $2`,
    [PREFIX, PREFIX + dayOf(new Date(now.getTime() - DAY_MS))],
  )
  for (const { name } of left) await removePartsTable(`part.${name}`)
}

const DAY_MS = 86_400_000

/** '20261130' */
const dayOf = (at: Date) => at.toISOString().slice(0, 10).replaceAll('-', '')
