import type { Condition } from '@/lib/activation/license/assess'
import { conditionLabel } from '@/lib/activation/words/labels'
import { conditionAt, sinceAt } from '../license-at'
import { sqlList } from '../lists/sql-list'
import { readRows } from '../rows'
import type { SqlValues } from '../sql-text'

/** A license through a MAK. Times are ISO 8601 UTC. */
export interface KeyUse {
  id: number
  client: string
  productLabel: string
  condition: Condition
  /** since when the state has held, as far as observed */
  since: string
  observedAt: string
  importId: string | null
  fileName: string | null
  line: number | null
}

/** The licenses `l` of a MAK. Its last five is looked up by itself, so that they come from the index. */
export const licensesOfKey = (
  id: string,
) => `license l JOIN product_key k ON k.id = ${id}::uuid AND l.channel = 'MAK'
  AND l.partial_key = (SELECT last_five FROM product_key WHERE id = ${id}::uuid)
  AND (l.activation_id IS NULL OR k.activation_ids = '{}' OR l.activation_id = ANY(k.activation_ids))`

function select({ values, of, now }: { values: SqlValues; of: string; now: Date }): string {
  const at = values.add(now)
  return `SELECT l.id, c.name AS client, l.product_label, ${conditionAt(at)} AS condition, ${sinceAt(at)} AS since,
      l.observed_at, l.import_id, i.file_name, l.line
    FROM ${licensesOfKey(values.add(of))} JOIN client c ON c.id = l.client_id LEFT JOIN import i ON i.id = l.import_id`
}

/** The machines that use a MAK, whose id stands in `of`: a row a license. */
export const KEY_MACHINES_LIST = sqlList<KeyUse>({
  name: 'keyMachines',
  permission: 'key.read',
  select,
  id: { sql: 'l.id', type: 'bigint' },
  sorts: {
    machine: { sql: 'c.name', type: 'text' },
    product: { sql: 'l.product_label', type: 'text' },
    evidence: { sql: 'l.observed_at', type: 'timestamptz' },
  },
  search: 'c.name',
  filters: { product: 'l.product_label' },
  time: 'l.observed_at',
  async choices(_, { of }) {
    const products = await readRows<{ value: string; label: string; count: number }>(
      `SELECT l.product_label AS value, l.product_label AS label, count(*)::int AS count
         FROM ${licensesOfKey('$1')} GROUP BY 1 ORDER BY 1 LIMIT 100`,
      [of],
    )
    return { product: products }
  },
  columns: [
    { id: 'machine', header: 'Machine', value: ({ client }) => client },
    { id: 'product', header: 'Product', value: ({ productLabel }) => productLabel },
    { id: 'state', header: 'State', value: ({ condition }) => conditionLabel(condition) },
    { id: 'since', header: 'Since', value: ({ since }) => since, kind: 'time' },
    { id: 'evidence', header: 'Last evidence', value: ({ observedAt }) => observedAt, kind: 'time' },
  ],
})
