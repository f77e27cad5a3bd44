import type { ClientSort } from '@/lib/format/client-fields'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import { FIELD_SQL } from './client-fields-sql'
import { type RecordedRow, ROW_SQL, rowColumns } from './client-row'

/** Which clients match, as conditions joined with AND. */
export interface Matches {
  /** on `client`; '' = all */
  where(values: SqlValues): string
  /** the roll-up that tells their kinds; absent: of all sites */
  rollUp?: 'fleet_count' | 'fleet_count_by_site'
  /** on that roll-up: each match is counted there under one of these rows; '' = any */
  counted(values: SqlValues): string
  /** what is left to ask of a client whose kind the roll-up tells; '' = nothing */
  ofKind(values: SqlValues): string
}

/** The sort value and the name of a row. */
export interface Cursor {
  value: string | null
  name: string
}

export interface Order {
  matches: Matches
  sort: ClientSort
  /** rows come after it in the order */
  cursor: Cursor | undefined
  /** from the end of the order to its beginning */
  backwards: boolean
  /** so many rows are soon gathered and sorted */
  few: number
  /** the moment for which licenses beside the primary one are judged */
  now: Date
}

/**
 * Finds all matches, then sorts them: right when they are few. The planner believes that matches are spread evenly
 * over the sort order, which silence and old news, say, are not; OFFSET 0 keeps it from mixing search and sorting.
 */
export async function gatherMatches(order: Order, limit: number): Promise<RecordedRow[]> {
  const kinds = await kindsOf(order.matches)
  if (kinds === null) return []
  const values = new SqlValues()
  const found = [ofKinds(kinds?.all, values), order.matches.where(values)]
  const { direction, column } = directionOf(order)
  const emptyLast = order.backwards ? 'DESC' : 'ASC'
  return readRows<RecordedRow>(
    `SELECT ${selected(order, values)} FROM (SELECT * FROM client ${where(found)} OFFSET 0) client ${where([behind(order, values)])}
      ORDER BY ${column} IS NULL ${emptyLast}, ${column} ${direction}, name ${direction} LIMIT ${values.add(limit)}`,
    values.list,
  )
}

/** The row as recorded, and what it is sorted by. */
const selected = (order: Order, values: SqlValues) =>
  `${rowColumns(values.add(order.now))}, ${directionOf(order).column} AS "sortValue"`

function behind(order: Order, values: SqlValues): string {
  const { cursor, backwards } = order
  if (cursor === undefined) return ''
  const { column } = directionOf(order)
  if (cursor.value === null) {
    const later = `(${column} IS NULL AND ${afterName(order, cursor, values)})`
    return backwards ? `(${later} OR ${column} IS NOT NULL)` : later
  }
  const later = afterValue(order, cursor.value, cursor.name, values)
  return backwards ? later : `(${later} OR ${column} IS NULL)`
}

/** A part of the order that one statement reads. */
interface Stretch {
  /** rows with a value in the sort column, or those without */
  part: 'valued' | 'empty'
  /** as the roll-up tells them; absent: any */
  kinds?: string[]
  /** all rows have the same value */
  isEven?: boolean
  /** all of its rows are soon gathered */
  isShort?: boolean
}

/**
 * Follows the sort order and takes what matches. Each index of a sort order has the kind and the times of a machine, so
 * that others are passed over within it; and where the roll-up has the sort column, the walk goes to where matches are.
 */
export async function walkMatches(order: Order, limit: number): Promise<RecordedRow[]> {
  const rows: RecordedRow[] = []
  for (const stretch of await stretchesOf(order)) {
    if (rows.length >= limit) break
    rows.push(...(await readStretch(order, stretch, limit - rows.length)))
  }
  return rows
}

/** Rows with a value first, then those without; the other way round when walking backwards. */
async function stretchesOf(order: Order): Promise<Stretch[]> {
  const { cursor, backwards } = order
  const stretches = isCounted(order) ? await countedStretches(order) : await partsOf(order)
  const sorted = backwards
    ? stretches.toSorted((one, other) => Number(other.part === 'empty') - Number(one.part === 'empty'))
    : stretches
  if (cursor === undefined) return sorted
  const first = cursor.value === null ? 'empty' : 'valued'
  const last = backwards ? 'valued' : 'empty'
  return sorted.filter(({ part }) => part === first || part === last)
}

/** Whether the roll-up has the sort column, and so knows where matches lie along the order. */
function isCounted({ sort }: Order): boolean {
  const sql = FIELD_SQL[sort.column]
  return 'rollUp' in sql && sql.rollUp === 'same'
}

async function partsOf({ matches, sort }: Order): Promise<Stretch[]> {
  const kinds = await kindsOf(matches)
  if (kinds === null) return []
  if (sort.column === 'name') return [{ part: 'valued', kinds: kinds?.all }]
  const parts: Stretch[] = []
  if (sort.column !== 'expires' || kinds?.hasEnds !== false) parts.push({ part: 'valued', kinds: kinds?.all })
  if (sort.column !== 'expires' || kinds?.hasEndless !== false)
    parts.push({ part: 'empty', kinds: kinds?.all, isEven: true })
  return parts
}

interface Kinds {
  all: string[]
  /** some of them expire, some never do */
  hasEnds: boolean
  hasEndless: boolean
}

/** The kinds under which matches are counted; undefined: any, null: none. */
async function kindsOf(matches: Matches): Promise<Kinds | undefined | null> {
  const values = new SqlValues()
  const counted = matches.counted(values)
  if (counted === '') return undefined
  const [row] = await readRows<Kinds & { all: string[] | null }>(
    matches.rollUp === 'fleet_count_by_site'
      ? `SELECT array_agg(DISTINCT kind) AS all, true AS has_ends, true AS has_endless
           FROM fleet_count_by_site WHERE ${counted}`
      : `SELECT array_agg(DISTINCT kind) AS all, bool_or(expires_on <> '9999-12-31') AS has_ends,
                bool_or(expires_on = '9999-12-31') AS has_endless
           FROM fleet_count WHERE ${counted}`,
    values.list,
  )
  return row?.all ? row : null
}

function ofKinds(kinds: string[] | undefined, values: SqlValues): string {
  return kinds === undefined ? '' : `kind = ANY(${values.add(kinds)}::bigint[])`
}

/** The values of the sort column under which matches are counted, in order: few machines together, many alone. */
async function countedStretches(order: Order): Promise<Stretch[]> {
  const { matches, few, cursor } = order
  const values = new SqlValues()
  const { direction, column, sign, type } = directionOf(order)
  const conditions = [matches.counted(values)]
  if (cursor?.value != null)
    conditions.push(`(${column} ${sign}= ${values.add(cursor.value)}::${type} OR ${column}::text = '')`)
  const counts = await readRows<{ value: string; kinds: string[]; clients: number }>(
    `SELECT ${column} AS value, array_agg(DISTINCT kind) AS kinds, sum(clients)::int AS clients
       FROM ${matches.rollUp ?? 'fleet_count'} ${where(conditions)} GROUP BY 1 ORDER BY ${column}::text = '', 1 ${direction}`,
    values.list,
  )
  const stretches: Stretch[] = []
  let gathered = 0
  for (const { value, kinds, clients } of counts) {
    const open = stretches.at(-1)
    const part = value === '' ? 'empty' : 'valued'
    gathered += clients
    if (open?.isShort && open.part === part && gathered <= few) {
      open.kinds?.push(...kinds)
      open.isEven = false
    } else {
      gathered = clients
      stretches.push({ part, kinds, isEven: true, isShort: clients <= few })
    }
  }
  return stretches
}

function readStretch(order: Order, { part, kinds, isEven, isShort }: Stretch, limit: number) {
  const { matches, sort, cursor } = order
  const values = new SqlValues()
  const { direction, column } = directionOf(order)
  const conditions = [ofKinds(kinds, values), matches.ofKind(values)]
  if (!isCounted(order) && sort.column !== 'name')
    conditions.push(`${column} IS ${part === 'empty' ? '' : 'NOT'} NULL`)
  if (cursor && (cursor.value === null) === (part === 'empty'))
    conditions.push(
      part === 'empty' || sort.column === 'name'
        ? afterName(order, cursor, values)
        : afterValue(order, cursor.value ?? '', cursor.name, values),
    )
  const byName = isEven || sort.column === 'name'
  const sorted = `ORDER BY ${byName ? '' : `${column} ${direction}, `}name ${direction}`
  const most = `LIMIT ${values.add(limit)}`
  const columns = selected(order, values)
  // Only what the index has is asked for within: the rows themselves are looked up for the page alone.
  const text = isShort
    ? `SELECT ${columns} FROM (SELECT * FROM client ${where(conditions)} OFFSET 0) client ${sorted} ${most}`
    : `SELECT ${columns} FROM (SELECT name FROM client ${where(conditions)} ${sorted} ${most}) found
         JOIN client USING (name) ${sorted}`
  return readRows<RecordedRow>(text, values.list)
}

function directionOf({ sort, backwards }: Order) {
  const { row, type } = FIELD_SQL[sort.column]
  const isDown = sort.descending !== backwards
  return { column: ROW_SQL[row], type, direction: isDown ? 'DESC' : 'ASC', sign: isDown ? '<' : '>' }
}

function afterName(order: Order, { name }: Cursor, values: SqlValues): string {
  return `name ${directionOf(order).sign} ${values.add(name)}`
}

function afterValue(order: Order, value: string, name: string, values: SqlValues): string {
  const { column, type, sign } = directionOf(order)
  return `(${column}, name) ${sign} (${values.add(value)}::${type}, ${values.add(name)})`
}

function where(conditions: readonly (string | undefined)[]): string {
  const parts = conditions.filter(Boolean)
  return parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`
}
