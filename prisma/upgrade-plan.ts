/** What the migrations of this version would do to a database, said before they begin. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { formatCount } from '@/lib/format/counts'
import { hasMigrationTable, MIGRATIONS_FOLDER, migrationNames } from './migrate'

/**
 * Rows a second: the pace at which the widest table was rewritten with all its indexes (58 microseconds a row,
 * docs/benchmarks.md), less a quarter.
 */
const ROWS_A_SECOND = 13_000
/** Statements that read or write a whole table that is there already. */
const TOUCHES =
  /\b(?:ALTER TABLE|UPDATE|DELETE FROM|FROM|JOIN|CREATE (?:UNIQUE )?INDEX (?:IF NOT EXISTS )?"?\w*"? ON)\s+(?:ONLY\s+)?(?:"?public"?\.)?"?(\w+)"?/gi

export interface UpgradePlan {
  migrations: { name: string; purpose: string }[]
  databaseBytes: number
  /** Of the tables that are named in them: at most so much is written anew. */
  rows: number
  bytes: number
}

/** undefined for an empty database, and where nothing is to be done. */
export async function planUpgrade(url: string): Promise<UpgradePlan | undefined> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    if (!(await hasMigrationTable(client))) return undefined
    const applied = await appliedNames(client)
    const pending = (await migrationNames()).filter((name) => !applied.has(name))
    if (applied.size === 0 || pending.length === 0) return undefined
    const scripts = await Promise.all(
      pending.map((name) => readFile(join(MIGRATIONS_FOLDER, name, 'migration.sql'), 'utf8')),
    )
    const migrations = pending.map((name, index) => ({ name, purpose: purposeOf(scripts[index] ?? '') }))
    return { migrations, ...(await sizeOf(client, tablesIn(scripts.join('\n')))) }
  } finally {
    await client.end()
  }
}

/** The plan as lines for whoever starts this version. `freeBytes`: null where nobody here can see the disk. */
export function sayUpgrade(plan: UpgradePlan, freeBytes: number | null): string[] {
  const { migrations, databaseBytes, rows, bytes } = plan
  const count = migrations.length === 1 ? '1 change' : `${migrations.length} changes`
  const room = freeBytes === null ? '' : `; ${sayBytes(freeBytes)} are free`
  return [
    `This version makes ${count} to the database (${sayBytes(databaseBytes)}):`,
    ...migrations.map(({ name, purpose }) => `  ${name}: ${purpose}`),
    rows === 0
      ? 'No table that is there is read or written as a whole: this takes seconds and next to no room.'
      : `They touch tables of ${formatCount(rows)} rows: at most ${saySeconds(rows / ROWS_A_SECOND)}, and at most ` +
        `${sayBytes(2 * bytes)} of room until it is done${room}. Mostly it is a small part of that.`,
    'The way back is a backup of before, restored with the version of before.',
  ]
}

async function appliedNames(client: pg.Client): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>(
    `select migration_name as name from public._prisma_migrations
      where finished_at is not null and rolled_back_at is null`,
  )
  return new Set(rows.map(({ name }) => name))
}

/** The first sentence of the comment that a migration opens with. */
export function purposeOf(script: string): string {
  const [comment = ''] = /^(?:--.*\n?)*/.exec(script) ?? []
  const text = comment.replace(/^-- ?/gm, '').replace(/\s+/g, ' ').trim()
  return /^.*?[.:](?= |$)/.exec(text)?.[0].replace(/:$/, '.') ?? text
}

/** Names of tables that a script reads or writes as a whole. */
export function tablesIn(script: string): string[] {
  const bare = script.replace(/--.*$/gm, '')
  return [...new Set([...bare.matchAll(TOUCHES)].map(([, name]) => (name ?? '').toLowerCase()))]
}

async function sizeOf(client: pg.Client, tables: string[]) {
  const { rows } = await client.query<Record<'databaseBytes' | 'rows' | 'bytes', string>>(
    `SELECT pg_database_size(current_database()) AS "databaseBytes",
            coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint AS rows,
            coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint AS bytes
       FROM unnest($1::text[]) t(name)
       JOIN pg_class p ON p.relname = t.name AND p.relnamespace = 'public'::regnamespace AND p.relkind IN ('r', 'p')
       CROSS JOIN LATERAL pg_partition_tree(p.oid) tree JOIN pg_class c ON c.oid = tree.relid AND c.relkind = 'r'`,
    [tables],
  )
  const [row] = rows
  return {
    databaseBytes: Number(row?.databaseBytes ?? 0),
    rows: Number(row?.rows ?? 0),
    bytes: Number(row?.bytes ?? 0),
  }
}

function sayBytes(bytes: number): string {
  return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}

function saySeconds(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} minutes`
}
