import type { ClientSort } from '@/lib/format/client-fields'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import { FIELD_SQL } from './client-fields-sql'
import { type RecordedRow, ROW_SQL, rowColumns } from './client-row'
import type { RollUp } from './clients-where'

/** Which clients match, as conditions joined with AND. */
export interface Matches {
  /** on `client`; '' = all */
  where(values: SqlValues): string
  /** the roll-up that tells their kinds; absent: the one that has their days too */
  rollUp?: RollUp<'fleet'>
  /** on that roll-up: each match is counted there under one of these rows; '' = any */
  counted(values: SqlValues): string
  /** what is left to ask of a client whose kind the roll-up tells; '' = nothing */
  ofKind(values: SqlValues): string
  /** what is not met near the beginning is gathered */
  isSoonGathered?: boolean
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
  without?: 'attempts' | undefined
}

/**
 * Finds all matches, then sorts them: right when they are few. The planner believes that matches are spread evenly
 * over the sort order, which silence and old news, say, are not; OFFSET 0 keeps it from mixing search and sorting.
 */
export async function gatherMatches(order: Order, limit: number): Promise<RecordedRow[]> {
  const kinds = await kindsOf(order)
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
  `${rowColumns(values.add(order.now), order.without)}, ${directionOf(order).column} AS "sortValue"`

function behind(order: Order, values: SqlValues, column = directionOf(order).column): string {
  const { cursor, backwards } = order
  if (cursor === undefined) return ''
  if (cursor.value === null) {
    const later = `(${column} IS NULL AND ${afterName(order, cursor, values)})`
    return backwards ? `(${later} OR ${column} IS NOT NULL)` : later
  }
  const later = afterValue(order, cursor.value, cursor.name, values, column)
  return backwards ? later : `(${later} OR ${column} IS NULL)`
}

/** A part of the order that one statement reads. */
interface Stretch {
  /** rows with a value in the sort column, or those without */
  part: 'valued' | 'empty'
  /** as the roll-up tells them; absent: any */
  kinds?: string[]
  /** what all rows have in the sort column, '' for none; absent: several values */
  value?: string | undefined
  /** all of its rows are soon gathered */
  isShort?: boolean
}

/**
 * Follows the sort order and takes what matches. Each index of a sort order has the kind and the times of a machine, so
 * that others are passed over within it; and where the roll-up has the sort column, the walk goes to where matches are.
 * What the roll-up does not know may be far between there: it is looked for near the beginning, then everywhere at once.
 */
export async function walkMatches(order: Order, limit: number): Promise<RecordedRow[]> {
  const { isSoonGathered } = order.matches
  const rows: RecordedRow[] = []
  for (const stretch of await stretchesOf(order)) {
    const wanted = limit - rows.length
    if (wanted <= 0) break
    const isSearched = (isSoonGathered || mayBeFarBetween(order)) && !stretch.isShort
    const beginning = isSoonGathered ? SHORT_BEGINNING + 2 * limit : BEGINNING
    const found = await readStretch(order, stretch, wanted, isSearched ? beginning : undefined)
    if (isSearched && found.length < wanted)
      return isSoonGathered ? gatherMatches(order, limit) : passOnce(order, limit)
    rows.push(...found)
  }
  return rows
}

/** So many names are soon passed over, and so many machines. */
const BEGINNING = 50_000
const SHORT_BEGINNING = 5_000

/** A site has an index of its own, along which there is nothing else. */
function mayBeFarBetween(order: Order): boolean {
  const { matches } = order
  const isPassed = isCounted(order) && matches.rollUp !== 'fleet_count_by_site'
  return isPassed && matches.ofKind(new SqlValues()) !== ''
}

/**
 * In one pass over the names, whichever of many stretches they lie in: a kind has one value to sort by. In the order of names,
 * since the planner would read the whole table otherwise and not the index alone.
 */
function passOnce(order: Order, limit: number): Promise<RecordedRow[]> {
  const { matches, backwards } = order
  const values = new SqlValues()
  const { direction, column, type } = directionOf(order)
  const sorted = `ORDER BY value IS NULL ${backwards ? 'DESC' : 'ASC'}, value ${direction}, name ${direction}`
  return readRows<RecordedRow>(
    `SELECT ${selected(order, values)} FROM (
       SELECT name, value FROM (SELECT name, kind FROM client ${where([matches.ofKind(values)])} ORDER BY name OFFSET 0) passed
         JOIN (SELECT DISTINCT kind, nullif(${column}::text, '')::${type} AS value
                 FROM ${matches.rollUp ?? 'fleet_count'} ${where([matches.counted(values)])}) counted USING (kind)
        ${where([behind(order, values, 'value')])} ${sorted} LIMIT ${values.add(limit)}) found
       JOIN client USING (name) ${sorted}`,
    values.list,
  )
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

async function partsOf(order: Order): Promise<Stretch[]> {
  const { sort } = order
  const kinds = await kindsOf(order)
  if (kinds === null) return []
  if (sort.column === 'name') return [{ part: 'valued', kinds: kinds?.all }]
  const parts: Stretch[] = []
  if (sort.column !== 'expires' || kinds?.hasEnds !== false) parts.push({ part: 'valued', kinds: kinds?.all })
  if (sort.column !== 'expires' || kinds?.hasEndless !== false)
    parts.push({ part: 'empty', kinds: kinds?.all, value: '' })
  return parts
}

interface Kinds {
  all: string[]
  /** some of them expire, some never do */
  hasEnds: boolean
  hasEndless: boolean
}

/** The kinds under which matches are counted; undefined: any, null: none. Whether they expire only the days tell. */
async function kindsOf({ matches, sort }: Order): Promise<Kinds | undefined | null> {
  const values = new SqlValues()
  const counted = matches.counted(values)
  if (counted === '') return undefined
  const { rollUp = 'fleet_count' } = matches
  const table = sort.column === 'expires' && rollUp === 'fleet_kind' ? 'fleet_count' : rollUp
  const ends = (sign: string) =>
    table === 'fleet_count' ? `bool_or(expires_on ${sign} '9999-12-31')` : 'true'
  const [row] = await readRows<Kinds & { all: string[] | null }>(
    `SELECT array_agg(DISTINCT kind) AS all, ${ends('<>')} AS has_ends, ${ends('=')} AS has_endless FROM ${table} WHERE ${counted}`,
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
      open.value = undefined
    } else {
      gathered = clients
      stretches.push({ part, kinds, value, isShort: clients <= few })
    }
  }
  return stretches
}

/** @param most so many names are looked at, from the beginning or the cursor on; absent: all */
function readStretch(
  order: Order,
  { part, kinds, value, isShort }: Stretch,
  limit: number,
  most: number | undefined,
) {
  const { matches, sort, cursor } = order
  const values = new SqlValues()
  const { direction, column } = directionOf(order)
  const place: string[] = []
  if (!isCounted(order) && sort.column !== 'name')
    place.push(`${column} IS ${part === 'empty' ? '' : 'NOT'} NULL`)
  if (cursor && (cursor.value === null) === (part === 'empty'))
    place.push(
      part === 'empty' || sort.column === 'name'
        ? afterName(order, cursor, values)
        : afterValue(order, cursor.value ?? '', cursor.name, values),
    )
  const conditions = [ofKinds(kinds, values), matches.ofKind(values), ...place]
  const byName = value !== undefined || sort.column === 'name'
  const sorted = `ORDER BY ${byName ? '' : `${column} ${direction}, `}name ${direction}`
  const first = `LIMIT ${values.add(limit)}`
  const columns = selected(order, values)
  const isCursorHere = cursor && (cursor.value ?? '') === value
  const start = () => where(isCounted(order) ? [isCursorHere ? afterName(order, cursor, values) : ''] : place)
  const from = most ? `(SELECT * FROM client ${start()} ${sorted} LIMIT ${most}) client` : 'client'
  // Only what the index has is asked for within: the rows themselves are looked up for the page alone.
  const text = isShort
    ? `SELECT ${columns} FROM (SELECT * FROM client ${where(conditions)} OFFSET 0) client ${sorted} ${first}`
    : `SELECT ${columns} FROM (SELECT name FROM ${from} ${where(conditions)} ${sorted} ${first}) found
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

function afterValue(
  order: Order,
  value: string,
  name: string,
  values: SqlValues,
  column = directionOf(order).column,
): string {
  const { type, sign } = directionOf(order)
  return `(${column}, name) ${sign} (${values.add(value)}::${type}, ${values.add(name)})`
}

function where(conditions: readonly (string | undefined)[]): string {
  const parts = conditions.filter(Boolean)
  return parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`
}
