import { KNOWN_FIELDS } from '@/lib/format/client-fields'
import { readRows } from '../rows'
import { type ColumnSql, FIELD_SQL, type FleetNames } from './client-fields-sql'
import { ROW_SQL } from './client-row'

/**
 * The words that occur in the fleet, by field, each once and in order: from the roll-up of machines or of licenses, whatever
 * their number.
 */
export async function loadFleetNames(
  rollUp: 'fleet_count' | 'license_count' = 'fleet_count',
): Promise<FleetNames> {
  const known = await Promise.all(
    KNOWN_FIELDS.map(async (field) => {
      const { row, known } = FIELD_SQL[field] as ColumnSql
      const column = ROW_SQL[row]
      const rows = await readRows<{ value: string }>(
        known ?? `SELECT ${column} AS value FROM ${rollUp} WHERE ${column} <> '' GROUP BY 1 ORDER BY 1`,
      )
      return [field, rows.map((row) => row.value)] as const
    }),
  )
  return Object.fromEntries(known) as FleetNames
}
