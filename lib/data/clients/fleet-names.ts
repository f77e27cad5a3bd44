import { KNOWN_FIELDS } from '@/lib/format/client-fields'
import { rollUpWithin, type Within } from '../belonging/within'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import { type ColumnSql, FIELD_SQL, type FleetNames } from './client-fields-sql'
import { ROW_SQL } from './client-row'

/**
 * The words that occur in the fleet, or in some of its sites, by field, each once and in order: from the roll-up of machines or of
 * licenses, whatever their number.
 */
export async function loadFleetNames(
  of: 'machines' | 'licenses' = 'machines',
  within?: Within,
): Promise<FleetNames> {
  const known = await Promise.all(
    KNOWN_FIELDS.map(async (field) => {
      const { row, known: ask } = FIELD_SQL[field] as ColumnSql
      const values = new SqlValues()
      const column = ROW_SQL[row]
      const rows = await readRows<{ value: string }>(
        ask?.(within, values) ??
          `SELECT ${column} AS value FROM ${rollUpWithin(of, within, values)} AND ${column} <> ''
            GROUP BY 1 ORDER BY 1`,
        values.list,
      )
      return [field, rows.map((one) => one.value)] as const
    }),
  )
  return Object.fromEntries(known) as FleetNames
}
