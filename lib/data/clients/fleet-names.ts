import { KNOWN_FIELDS } from '@/lib/format/client-fields'
import { readRows } from '../rows'
import { FIELD_SQL, type FleetNames } from './client-fields-sql'
import { ROW_SQL } from './client-row'

/** Walks an index from value to value, so that its cost grows with the values and not with the machines. */
const distinct = (column: string) => `
  WITH RECURSIVE walk AS (
    (SELECT ${column} AS value FROM client WHERE ${column} IS NOT NULL ORDER BY ${column} LIMIT 1)
    UNION ALL
    SELECT (SELECT ${column} FROM client WHERE ${column} > walk.value ORDER BY ${column} LIMIT 1)
      FROM walk WHERE walk.value IS NOT NULL
  ) SELECT value FROM walk WHERE value IS NOT NULL`

/** The words that occur in the fleet, by field, each once and in order. */
export async function loadFleetNames(): Promise<FleetNames> {
  const known = await Promise.all(
    KNOWN_FIELDS.map(async (field) => {
      const rows = await readRows<{ value: string }>(distinct(ROW_SQL[FIELD_SQL[field].row]))
      return [field, rows.map((row) => row.value)] as const
    }),
  )
  return Object.fromEntries(known) as FleetNames
}
