import { NONE } from '@/lib/activation/belonging/belonging'
import type { Condition } from '@/lib/activation/license/lapse'
import type { CountedGroup, CountedGroups, ListGroup } from '@/lib/format/list-groups'
import { COUNTED_LIVE } from './belonging/belonging-rules'
import { readRows } from './rows'
import { SqlValues } from './sql-text'

/** How a list is counted by a group. */
export interface GroupSource {
  /** a roll-up and the filter on it; absent where no roll-up can answer */
  rollUp?: { from: string; counted: 'clients' | 'licenses'; where: (values: SqlValues) => string }
  /** the rows themselves and the filter on them */
  rows: {
    from: 'client' | 'license_row'
    where: (values: SqlValues) => string
    /** the state they are counted by; absent: the one of now */
    condition?: (values: SqlValues) => string
  }
}

const COLUMN: Readonly<Record<ListGroup, string>> = {
  product: 'product_label',
  version: 'product_label',
  site: 'site_id',
  network: 'domain',
  host: 'kms_host',
  reason: 'reason',
}

/** The rows of a list counted by a group: by the roll-up where there is one, else one by one up to a bound. */
export async function countGroups(group: ListGroup, { rollUp, rows }: GroupSource): Promise<CountedGroups> {
  const values = new SqlValues()
  const column = COLUMN[group]
  const filter = (rollUp ?? rows).where(values)
  const where = filter && `WHERE ${filter}`
  const counted = rollUp
    ? `SELECT ${column} AS value, condition, sum(${rollUp.counted})::int AS count FROM ${rollUp.from} ${where} GROUP BY 1, 2`
    : `SELECT value, condition, count(*)::int AS count
         FROM (SELECT ${column} AS value, ${rows.condition?.(values) ?? 'condition'} AS condition FROM ${rows.from} ${where} LIMIT ${COUNTED_LIVE + 1}) l GROUP BY 1, 2`
  const found = await readRows<FoundCount>(named(group, counted), values.list)
  const total = found.reduce((sum, { count }) => sum + count, 0)
  if (!rollUp && total > COUNTED_LIVE) return { groups: [], isExact: false }
  return { groups: gathered(found), isExact: true }
}

interface FoundCount {
  value: string | null
  /** of which the value is the name of several */
  item: string | null
  condition: Condition
  count: number
}

/** The counts with their values as people call them. */
function named(group: ListGroup, counted: string): string {
  if (group === 'site') {
    return `SELECT nullif(s.name, '') AS value, nullif(s.name, '') AS item, c.condition, c.count
              FROM (${counted}) c LEFT JOIN site s ON s.id = c.value`
  }
  if (group === 'version') {
    return `SELECT p.generation AS value, nullif(c.value, '') AS item, c.condition, c.count
              FROM (${counted}) c
              LEFT JOIN (SELECT label, min(generation) AS generation FROM product GROUP BY 1) p ON p.label = c.value`
  }
  return `SELECT nullif(c.value, '') AS value, nullif(c.value, '') AS item, c.condition, c.count FROM (${counted}) c`
}

function gathered(found: readonly FoundCount[]): CountedGroup[] {
  const groups = new Map<string | null, CountedGroup>()
  for (const { value, item, condition, count } of found) {
    const group = groups.get(value) ?? { value, items: [], count: 0, byCondition: {} }
    groups.set(value, group)
    const wanted = item ?? NONE
    if (!group.items.includes(wanted)) group.items.push(wanted)
    group.count += count
    group.byCondition[condition] = (group.byCondition[condition] ?? 0) + count
  }
  return [...groups.values()].sort(
    (one, other) => other.count - one.count || (one.value ?? '').localeCompare(other.value ?? '', 'en'),
  )
}
