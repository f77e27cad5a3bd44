import type { Condition } from '@/lib/activation/license/lapse'
import { CONDITIONS } from '@/lib/activation/words/labels'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import type { ClientRow } from './client-row'

/** The machines that were known at the end of a UTC day, and their states then: the day of the trend. */
export interface Then {
  /** 'YYYY-MM-DD' */
  day: string
  /** any of these states; none: whatever the state */
  states: readonly Condition[]
}

const DAY_MS = 86_400_000
const endOf = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS)

/**
 * On `client`. A machine's state at a moment is the one that its first change after it leaves, or its state of now where there
 * was none: what a day costs grows with the changes since.
 */
export function thenWhere({ day, states }: Then, values: SqlValues): string {
  const end = `${values.add(endOf(day))}::timestamptz`
  const wanted = `ANY(${values.add(states.length > 0 ? states : CONDITIONS)}::condition[])`
  return `id IN (
    SELECT c.id FROM client c LEFT JOIN (
      SELECT DISTINCT ON (client_id) client_id, from_condition FROM license_change
       WHERE is_primary AND at >= ${end} ORDER BY client_id, at) later ON later.client_id = c.id
     WHERE CASE WHEN later.client_id IS NULL THEN c.status IS NOT NULL AND c.condition = ${wanted} ELSE later.from_condition = ${wanted} END)`
}

/** The same of one row of `client` after the other: soon met in any order where most machines were known then. */
export function wasThen({ day, states }: Then, values: SqlValues): string {
  return `coalesce((SELECT coalesce(h.from_condition::text, 'not known yet') FROM license_change h
     WHERE h.client_id = client.id AND h.is_primary AND h.at >= ${values.add(endOf(day))}::timestamptz
     ORDER BY h.at LIMIT 1), CASE WHEN status IS NOT NULL THEN condition::text END)
     = ANY(${values.add(states.length > 0 ? states : CONDITIONS)}::text[])`
}

/** Machines by their state at the end of a day, from the roll-up of the trend. */
export async function countThen(day: string): Promise<Partial<Record<Condition, number>>> {
  const rows = await readRows<{ condition: Condition; clients: number }>(
    `SELECT condition, sum(delta)::int AS clients FROM fleet_day WHERE day <= $1::date GROUP BY 1`,
    [day],
  )
  return Object.fromEntries(rows.map(({ condition, clients }) => [condition, clients]))
}

/** The state of a row of `client` at the end of a day. */
export function conditionThen(day: string, values: SqlValues): string {
  return `coalesce((SELECT h.from_condition FROM license_change h
     WHERE h.client_id = client.id AND h.is_primary AND h.at >= ${values.add(endOf(day))}::timestamptz
     ORDER BY h.at LIMIT 1), condition)`
}

/** The rows with the states they had at the end of a day; all else stays as it is now. */
export async function asThen(rows: readonly ClientRow[], day: string): Promise<ClientRow[]> {
  const values = new SqlValues()
  const found = await readRows<{ name: string; condition: Condition }>(
    `SELECT name, ${conditionThen(day, values)} AS condition FROM client WHERE name = ANY(${values.add(rows.map(({ name }) => name))})`,
    values.list,
  )
  const then = new Map(found.map(({ name, condition }) => [name, condition]))
  return rows.map((row) => ({
    ...row,
    condition: then.get(row.name) ?? row.condition,
    conditionNow: row.condition,
    status: null,
  }))
}
