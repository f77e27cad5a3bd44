import type { Condition } from '@/lib/activation/license/assess'
import { conditionLabel } from '@/lib/activation/words/labels'
import { sqlList } from '../lists/sql-list'
import { readRows } from '../rows'
import { IMPORT_CHANGE_WORDS, type ImportChangeKind, isChangeKind } from './import-change-words'

/** What an import would change of one license of a machine. Times are ISO 8601 UTC. */
export interface ImportChange {
  no: number
  machine: string
  /** null: it is no news of a license */
  product: string | null
  kind: ImportChangeKind
  /** null: the record knows no such license */
  from: Condition | null
  to: Condition | null
  /** of its newest word in the import */
  at: string
}

/** What a person looks for first: other states, then what is new, then the rest, as the words stand. */
const FIRST: readonly ImportChangeKind[] = ['changes', 'returns', 'newLicense', 'newMachine']
const RANKED = [...new Set([...FIRST, ...(Object.keys(IMPORT_CHANGE_WORDS) as ImportChangeKind[])])]
const RANK = `array_position(ARRAY[${RANKED.map((kind) => `'${kind}'`).join(', ')}], kind)::bigint`

/** What the import whose id stands in `of` would change, in the order of the machines. */
export const IMPORT_CHANGES_LIST = sqlList<ImportChange>({
  name: 'importChanges',
  permission: 'import.read',
  select: () =>
    `SELECT no, machine, product, kind, from_condition AS "from", to_condition AS "to", at FROM import_change`,
  only: ({ of = '' }, values) => `import_id = ${values.add(of)}::uuid`,
  id: { sql: 'no', type: 'bigint' },
  sorts: { machine: { sql: 'no', type: 'bigint' }, kind: { sql: RANK, type: 'bigint' } },
  search: 'machine',
  filters: { kind: 'kind', to: 'to_condition::text', product: 'product' },
  async choices(_, { of = '' }) {
    const counted = await readRows<{ word: 'kind' | 'to' | 'product'; value: string; count: number }>(
      `SELECT CASE WHEN grouping(kind) = 0 THEN 'kind' WHEN grouping(to_condition) = 0 THEN 'to' ELSE 'product' END AS word,
              coalesce(kind, to_condition::text, product) AS value, count(*)::int AS count
         FROM import_change WHERE import_id = $1::uuid GROUP BY GROUPING SETS (kind, to_condition, product)
       HAVING coalesce(kind, to_condition::text, product) IS NOT NULL ORDER BY grouping(product) DESC, 1, 2 LIMIT 500`,
      [of],
    )
    const countsOf = (wanted: string) =>
      counted.filter(({ word }) => word === wanted).map(({ value, count }) => ({ value, count }))
    return {
      kind: countsOf('kind').map((row) => ({
        ...row,
        label: isChangeKind(row.value) ? IMPORT_CHANGE_WORDS[row.value] : row.value,
      })),
      to: countsOf('to').map((row) => ({ ...row, label: conditionLabel(row.value as Condition) })),
      product: countsOf('product').map((row) => ({ ...row, label: row.value })),
    }
  },
  columns: [
    { id: 'machine', header: 'Machine', value: ({ machine }) => machine },
    { id: 'kind', header: 'What', value: ({ kind }) => IMPORT_CHANGE_WORDS[kind] },
    { id: 'product', header: 'Product', value: ({ product }) => product },
    { id: 'state', header: 'State now', value: ({ from }) => from && conditionLabel(from) },
    { id: 'state', header: 'State then', value: ({ to }) => to && conditionLabel(to) },
    { id: 'at', header: 'Newest word', value: ({ at }) => at, kind: 'time' },
  ],
})
