import type { Condition } from '@/lib/activation/license/assess'
import { conditionLabel } from '@/lib/activation/words/labels'
import { sqlList } from '../lists/sql-list'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'

/** A machine that counts nowhere any more. Times are ISO 8601 UTC. */
export interface ForgottenClient {
  name: string
  /** how it stood */
  condition: Condition
  product: string | null
  firstSeenAt: string
  lastSeenAt: string
  forgottenAt: string
  forgottenBy: string
  reason: string
}

/** Of `forgotten_client` under the alias f. */
export const FORGOTTEN_COLUMNS = `f.name, f.condition, f.product_label AS product, f.first_seen_at, f.last_seen_at, f.forgotten_at,
  f.forgotten_by, f.reason`

/** Forgotten machines, as filtered and sorted. */
export const FORGOTTEN_LIST = sqlList<ForgottenClient>({
  name: 'forgotten',
  permission: 'fleet.read',
  select: () => `SELECT ${FORGOTTEN_COLUMNS} FROM forgotten_client f`,
  only: () => 'f.returned_at IS NULL',
  id: { sql: 'f.name', type: 'text' },
  sorts: {
    name: { sql: 'f.name', type: 'text' },
    seen: { sql: 'f.last_seen_at', type: 'timestamptz' },
    at: { sql: 'f.forgotten_at', type: 'timestamptz' },
  },
  search: `concat_ws(' ', f.name, f.reason)`,
  filters: { by: 'f.forgotten_by' },
  time: 'f.forgotten_at',
  async choices() {
    const rows = await readRows<{ value: string; count: number }>(
      `SELECT forgotten_by AS value, count(*)::int AS count FROM forgotten_client WHERE returned_at IS NULL
        GROUP BY 1 ORDER BY 1 LIMIT 200`,
    )
    return { by: rows.map((row) => ({ ...row, label: row.value })) }
  },
  columns: [
    { id: 'name', header: 'Machine', value: ({ name }) => name },
    { id: 'was', header: 'State', value: ({ condition }) => conditionLabel(condition) },
    { id: 'was', header: 'Product', value: ({ product }) => product },
    { id: 'seen', header: 'Last seen', value: ({ lastSeenAt }) => lastSeenAt, kind: 'time' },
    { id: 'at', header: 'Forgotten', value: ({ forgottenAt }) => forgottenAt, kind: 'time' },
    { id: 'at', header: 'By', value: ({ forgottenBy }) => forgottenBy },
    { id: 'reason', header: 'Reason', value: ({ reason }) => reason },
  ],
})

/** How many machines are forgotten. Throws NotPermitted without `fleet.read`. */
export async function countForgotten(reader: DataReader): Promise<number> {
  mustBeAble(reader, 'fleet.read')
  const [row] = await readRows<{ count: number }>(
    'SELECT count(*)::int AS count FROM forgotten_client WHERE returned_at IS NULL',
  )
  return row?.count ?? 0
}
