import type { LicenseSort } from '@/lib/format/licenses-address'
import { cursorOf, placeOf } from '../list-cursor'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import { assessLicense, LICENSE_ROW_SQL, type LicenseRow, type RecordedLicense } from './license-row'

export interface LicensesPage {
  rows: LicenseRow[]
  /** absent on the last and on the first page */
  next?: string
  previous?: string
}

/** Which licenses match. */
export interface LicenseMatches {
  /** on the view `license_row`; '' = all */
  where(values: SqlValues): string
  /** the roll-up that counts them; absent: of all sites */
  table?: 'license_count' | 'license_count_by_site'
  /** on that roll-up; undefined where the roll-up cannot answer the filter, '' = all */
  rollUp(values: SqlValues): string | undefined
  /** as far as counted */
  count: number
  /** there are no more than counted */
  isExact: boolean
}

export interface LicensePageRequest {
  sort: LicenseSort
  size: number
  after?: string | undefined
  before?: string | undefined
  /** so many are soon gathered and sorted; more are read along the names of their machines */
  few?: number
  /** the moment for which the rows are assessed */
  now: Date
}

const FEW = 20_000

/** In what each sort column is read, in rows and in the roll-up alike. */
const SORT_SQL: Readonly<Record<LicenseSort['column'], string>> = {
  name: 'name',
  product: 'product_label',
  state: 'condition',
  channel: 'channel',
  host: 'kms_host',
}

interface Cursor {
  value: string | null
  name: string
  slot: string
}

/**
 * One page of licenses in the order asked for, then by machine and license. Those without a value come last, whatever the
 * direction. A sort that the roll-up cannot follow on very many matches becomes the one by name: see `followedSort`.
 */
export async function readLicensesPage(
  matches: LicenseMatches,
  request: LicensePageRequest,
): Promise<LicensesPage> {
  const { size, before, now } = request
  const backwards = before !== undefined
  const cursor = decodeCursor(before ?? request.after)
  const order = { matches, cursor, backwards, few: request.few ?? FEW, sort: followedSort(matches, request) }
  const found = await readStretches(order, size + 1)
  const more = found.length > size
  const kept = found.slice(0, size)
  const rows = backwards ? kept.toReversed() : kept
  const [first] = rows
  const last = rows.at(-1)
  return {
    rows: rows.map(({ sortValue: _, ...row }) => assessLicense(row, now)),
    next: last && (backwards || more) ? encodeCursor(last) : undefined,
    previous: first && (backwards ? more : cursor !== undefined) ? encodeCursor(first) : undefined,
  }
}

/** By name where there are more matches than can be gathered and the roll-up does not tell how they lie in the order. */
export function followedSort(
  { rollUp, count, isExact }: LicenseMatches,
  { sort, few = FEW }: Pick<LicensePageRequest, 'sort' | 'few'>,
): LicenseSort {
  const isSoonSorted = isExact && count <= few
  if (isSoonSorted || rollUp(new SqlValues()) !== undefined) return sort
  return { column: 'name', descending: false }
}

interface Order {
  matches: LicenseMatches
  sort: LicenseSort
  /** rows come after it in the order */
  cursor: Cursor | undefined
  backwards: boolean
  few: number
}

type SortedLicense = RecordedLicense & { sortValue: string | null }

/** Part of the order: all rows, or those with one value of the sort column. */
interface Stretch {
  value?: string | null
  count: number
}

/** Many matches are read value by value of the sort column, each along the names, from where the cursor stands. */
async function readStretches(order: Order, limit: number): Promise<SortedLicense[]> {
  const { matches, sort, few } = order
  const isWhole = sort.column === 'name' || (matches.isExact && matches.count <= few)
  const stretches = isWhole ? [{ count: matches.isExact ? matches.count : Infinity }] : await valuesOf(order)
  const rows: SortedLicense[] = []
  for (const stretch of stretches) {
    if (rows.length >= limit) break
    rows.push(...(await readStretch(order, stretch, limit - rows.length)))
  }
  return rows
}

/** The values of the sort column among the matches, in their order, from the cursor's on. */
async function valuesOf({ matches, sort, cursor, backwards }: Order): Promise<Stretch[]> {
  const values = new SqlValues()
  const column = SORT_SQL[sort.column]
  const found = matches.rollUp(values)
  const direction = sort.descending ? 'DESC' : 'ASC'
  const rows = await readRows<{ value: string; count: number }>(
    `SELECT ${column} AS value, sum(licenses)::int AS count FROM ${matches.table ?? 'license_count'} ${found && `WHERE ${found}`}
      GROUP BY 1 ORDER BY ${column}::text = '', ${column} ${direction}`,
    values.list,
  )
  const ordered = rows.map(({ value, count }) => ({ value: value === '' ? null : value, count }))
  if (backwards) ordered.reverse()
  const start = cursor && ordered.findIndex(({ value }) => value === cursor.value)
  return start === undefined || start < 0 ? ordered : ordered.slice(start)
}

async function readStretch(order: Order, stretch: Stretch, limit: number): Promise<SortedLicense[]> {
  const { matches, sort, cursor, backwards, few } = order
  const values = new SqlValues()
  const column = SORT_SQL[sort.column]
  const { value } = stretch
  const isOneValue = value !== undefined
  const parts = [matches.where(values)]
  if (isOneValue) {
    parts.push(value === null ? `${column} IS NULL` : `${column} = ${typed(sort, value, values)}`)
  }
  const kinds = stretch.count <= few ? await kindsOf(order, stretch) : undefined
  if (kinds) parts.push(ofKinds(kinds, values))
  const isCursorHere = cursor !== undefined && (!isOneValue || value === cursor.value)
  const direction = sort.descending === backwards ? 'ASC' : 'DESC'
  const byName = isOneValue || sort.column === 'name'
  if (isCursorHere) parts.push(behind(order, cursor, byName, values))
  const emptyLast = backwards ? 'DESC' : 'ASC'
  const sorted = byName ? '' : `${column} IS NULL ${emptyLast}, ${column} ${direction}, `
  return readRows<SortedLicense>(
    `SELECT ${LICENSE_ROW_SQL}, ${column}::text AS sort_value FROM license_row ${where(parts)}
      ORDER BY ${sorted}name ${direction}, slot ${direction} LIMIT ${values.add(limit)}`,
    values.list,
  )
}

/** The kinds of the matches, where the roll-up tells them. */
async function kindsOf({ matches, sort }: Order, stretch: Stretch): Promise<string[] | undefined> {
  const values = new SqlValues()
  const counted = matches.rollUp(values)
  const column = SORT_SQL[sort.column]
  const value = stretch.value === undefined ? '' : `${column} = ${typed(sort, stretch.value ?? '', values)}`
  if (!counted && !value) return undefined
  const rows = await readRows<{ kind: string }>(
    `SELECT DISTINCT kind::text AS kind FROM ${matches.table ?? 'license_count'} ${where([counted, value])}`,
    values.list,
  )
  return rows.map(({ kind }) => kind)
}

/** Found by their kinds: by index, and not along the names. Told as values, since the planner cannot foresee how few they are. */
function ofKinds(kinds: readonly string[], values: SqlValues): string {
  const list = `ANY(${values.add(kinds)}::bigint[])`
  return `id IN (SELECT l.id FROM client c JOIN license l ON l.client_id = c.id AND l.is_primary WHERE c.kind = ${list}
     UNION ALL SELECT id FROM license WHERE NOT is_primary
       AND client_kind(condition, channel, product_label, kms_host, reason) = ${list})`
}

function behind({ sort, backwards }: Order, cursor: Cursor, byName: boolean, values: SqlValues): string {
  const column = SORT_SQL[sort.column]
  const sign = sort.descending === backwards ? '>' : '<'
  const name = values.add(cursor.name)
  // The first half is what an index can follow.
  const later = `name ${sign}= ${name} AND (name, slot) ${sign} (${name}, ${values.add(cursor.slot)})`
  if (byName) return later
  if (cursor.value === null) {
    return backwards
      ? `((${column} IS NULL AND ${later}) OR ${column} IS NOT NULL)`
      : `${column} IS NULL AND ${later}`
  }
  const value = typed(sort, cursor.value, values)
  const beyond = `(${column} ${sign} ${value} OR (${column} = ${value} AND ${later}))`
  return backwards ? beyond : `(${beyond} OR ${column} IS NULL)`
}

const typed = ({ column }: LicenseSort, value: string, values: SqlValues) =>
  `${values.add(value)}::${column === 'state' ? 'condition' : 'text'}`

function where(parts: readonly (string | undefined)[]): string {
  const found = parts.filter(Boolean)
  return found.length === 0 ? '' : `WHERE ${found.join(' AND ')}`
}

const encodeCursor = ({ sortValue, name, slot }: SortedLicense) => cursorOf([sortValue, name, slot])

function decodeCursor(text: string | undefined): Cursor | undefined {
  const [value, name, slot] = placeOf(text, 2) ?? []
  return value === undefined || name === undefined || slot === undefined ? undefined : { value, name, slot }
}
