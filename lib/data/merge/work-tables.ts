import { createHash } from 'node:crypto'
import type { PoolClient } from 'pg'
import { rowsOf } from '../rows'
import { STAGE_COLUMNS } from './staged-row'

const WORD = `at timestamptz(3), fingerprint uuid, kind text, status license_status, code text, ends_at timestamptz(3),
  expires_at timestamptz(3), remaining_minutes int, product_id int, host_id int, import_id uuid, line int`
const CMID_OF_NAME = `name_id int, cmid uuid, application text, first_at timestamptz(3), last_at timestamptz(3)`

/** What a merge works in, in the order in which it comes to be; each is filled by the function that explains it. */
const TABLES: Readonly<Record<string, string>> = {
  stage: STAGE_COLUMNS,
  staged_product: `no int, fingerprint uuid, slot text, label text, "isKnown" boolean, generation text, name text,
    description text, "activationId" uuid, "applicationId" uuid, channel text, "isAddon" boolean,
    "managedPerUser" boolean, own jsonb, id int`,
  new_client: 'portion smallint, name text, first_at timestamptz(3), last_at timestamptz(3), client_id int',
  fresh: 'LIKE activation_event, client_id int, portion smallint',
  rematched: 'name_id int, slot text',
  heard_cmid: CMID_OF_NAME,
  new_cmid: CMID_OF_NAME,
  label: 'name text',
  move: 'name_id int, name text, from_client int, fqdn text, cmid uuid, from_name text, to_client int',
  emptied: 'id int',
  rejoined: 'client_id int',
  touched: `id int, client_id int, slot text, is_new boolean, first_at timestamptz(3), last_at timestamptz(3),
    is_even boolean, last_expires_at timestamptz(3), mode text, moved_after timestamptz(3)`,
  fold: `license_id int, is_seed boolean, ${WORD}`,
  link: `license_id int, is_seed boolean, ${WORD}, channel text, through_grace boolean, next_at timestamptz(3),
    p_at timestamptz(3), p_status license_status, p_ends_at timestamptz(3), p_through_grace boolean`,
  change: `license_id int, at timestamptz(3), from_status license_status, from_condition condition,
    to_status license_status, to_condition condition, cause text, reason text, host_id int, import_id uuid, line int`,
  flipped: 'id int, is_chosen boolean',
  heard: `client_id int, at timestamptz(3), cmid uuid, is_virtual boolean, domain text, is_office boolean`,
  touched_client: `client_id int, first_at timestamptz(3), last_at timestamptz(3), cmid_at timestamptz(3),
    is_virtual_at timestamptz(3), domain_at timestamptz(3)`,
}

/** Tables of another version of the console, met on a connection that a pooler kept, have another mark. */
const MARK = `work_${createHash('sha256').update(JSON.stringify(TABLES)).digest('hex').slice(0, 16)}`

/** What may be long lies beside its table, whose emptying costs five times as much then: only where texts can be long. */
const HOLDS_LONG: readonly string[] = ['stage', 'staged_product', 'fresh']

const MAKE = Object.entries({ ...TABLES, [MARK]: '' })
  .map(([name, columns]) => [
    name,
    HOLDS_LONG.includes(name) ? columns : columns.replaceAll(' text', ' text STORAGE PLAIN'),
  ])
  .map(([name, columns]) => `CREATE TEMP TABLE ${name} (${columns}) ON COMMIT DELETE ROWS`)
  .join(';\n')
const REMOVE = `DROP TABLE IF EXISTS ${Object.keys(TABLES)
  .map((name) => `pg_temp.${name}`)
  .join(', ')}`

/**
 * Opens the temporary tables of a merge, empty. They are made once a connection, which costs as much as recording one
 * observation otherwise does, and are emptied when a transaction ends. Sets the memory that a merge needs, too.
 */
export async function openWorkTables(db: PoolClient): Promise<void> {
  const [row] = await rowsOf<{ isMade: boolean }>(
    db,
    `SELECT to_regclass('pg_temp.${MARK}') IS NOT NULL AS is_made, set_config('work_mem', '96MB', true),
            set_config('jit', 'off', true), set_config('random_page_cost', '1.1', true)`,
  )
  if (!row?.isMade) await db.query(`${REMOVE};\n${MAKE}`)
}

/** So few rows are planned for without statistics, which cost more to gather than to do without. */
export const FEW = 1_000

/** Gathers statistics of a temporary table, or of these columns of it, where its rows are many. */
export async function analyzeMany(db: PoolClient, table: string, rows: number | null): Promise<void> {
  if ((rows ?? 0) > FEW) await db.query(`ANALYZE ${table}`)
}

/** How many of something a portion of a merge brought. */
export interface PortionCount {
  portion: number
  count: number
}

/** The rows of a temporary table by portion. */
export function countByPortion(db: PoolClient, table: 'fresh' | 'new_client'): Promise<PortionCount[]> {
  return rowsOf(db, `SELECT portion, count(*)::int AS count FROM ${table} GROUP BY portion`)
}
