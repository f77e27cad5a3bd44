import type { LicenseSort } from '@/lib/format/licenses-address'
import { isWithin, type Within } from '../belonging/within'
import type { RollUp } from '../clients/clients-where'
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
  /** where a text is asked for that only names can have: the same in two, on the name of a `client` and on the rest of the view */
  byNames?: Record<'name' | 'rest', (values: SqlValues) => string> | undefined
  /** the sites to which the reader is limited, as `where` says too: machines there are walked and gathered, no others */
  within?: Within
  /** the roll-up that counts them; absent: the one that has their days too */
  table?: RollUp<'license'>
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
/** Along the machines of some sites matches lie closer: there fewer are worth gathering. */
const FEW_WITHIN = 2_000

/** In what each sort column is read, in rows and in the roll-up alike. */
const SORT_SQL: Readonly<Record<LicenseSort['column'], string>> = {
  name: 'name',
  product: 'product_label',
  state: 'condition',
  channel: 'channel',
  host: 'kms_host',
  site: `(SELECT nullif(s.name, '') FROM site s WHERE s.id = site_id)`,
  owner: 'owner',
  department: 'department',
}

/** No roll-up tells how licenses lie along these. */
const SORTS_GATHERED: ReadonlySet<LicenseSort['column']> = new Set(['site', 'owner', 'department'])

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
  const sortOfPage = followedSort(matches, request)
  const order = {
    matches,
    cursor,
    backwards,
    few: request.few ?? fewOf(matches, sortOfPage),
    sort: sortOfPage,
  }
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

/** So many are gathered, where there is a choice: what no roll-up tells can only be gathered. */
function fewOf({ within, rollUp }: LicenseMatches, { column }: LicenseSort): number {
  const isTold = !SORTS_GATHERED.has(column) && rollUp(new SqlValues()) !== undefined
  return within && isTold ? FEW_WITHIN : FEW
}

/** By name where there are more matches than can be gathered and the roll-up does not tell how they lie in the order. */
export function followedSort(
  { rollUp, count, isExact }: LicenseMatches,
  { sort, few = FEW }: Pick<LicensePageRequest, 'sort' | 'few'>,
): LicenseSort {
  const isSoonSorted = isExact && count <= few
  const isCounted = !SORTS_GATHERED.has(sort.column) && rollUp(new SqlValues()) !== undefined
  if (isSoonSorted || isCounted) return sort
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
  const isSoonSorted = stretch.count <= few
  const byNames = isSoonSorted ? undefined : matches.byNames
  const parts = [(byNames?.rest ?? matches.where)(values)]
  if (isOneValue) {
    parts.push(value === null ? `${column} IS NULL` : `${column} = ${typed(sort, value, values)}`)
  }
  const isCursorHere = cursor !== undefined && (!isOneValue || value === cursor.value)
  const direction = sort.descending === backwards ? 'ASC' : 'DESC'
  const byName = isOneValue || sort.column === 'name'
  if (isCursorHere) parts.push(behind(order, cursor, byName, values))
  const kinds = await kindsOf(order, stretch)
  const most = values.add(limit)
  const emptyLast = backwards ? 'DESC' : 'ASC'
  const sorted = byName ? '' : `${column} IS NULL ${emptyLast}, ${column} ${direction}, `
  const from = isSoonSorted
    ? `license_row ${where([...parts, kinds && foundByKinds(kinds, matches.within, values)])}`
    : alongNames(
        {
          ...{ parts, kinds, direction, most },
          byNames,
          within: matches.within,
          from: isCursorHere ? cursor.name : undefined,
        },
        values,
      )
  return readRows<SortedLicense>(
    `SELECT ${LICENSE_ROW_SQL}, ${column}::text AS sort_value FROM ${from}
      ORDER BY ${sorted}name ${direction}, slot ${direction} LIMIT ${most}`,
    values.list,
  )
}

interface Kinds {
  /** of machines, for their primary licenses */
  primary: string[]
  /** of licenses beside the primary one */
  others: string[]
}

/** The kinds of the matches, where the roll-up tells them. */
async function kindsOf({ matches, sort }: Order, stretch: Stretch): Promise<Kinds | undefined> {
  const values = new SqlValues()
  const counted = matches.rollUp(values)
  const column = SORT_SQL[sort.column]
  const value = stretch.value === undefined ? '' : `${column} = ${typed(sort, stretch.value ?? '', values)}`
  if (!counted && !value) return undefined
  const rows = await readRows<{ kind: string; isPrimary: boolean }>(
    `SELECT DISTINCT kind::text AS kind, is_primary FROM ${matches.table ?? 'license_count'} ${where([counted, value])}`,
    values.list,
  )
  const kinds = (some: typeof rows) => some.map(({ kind }) => kind)
  return {
    primary: kinds(rows.filter(({ isPrimary }) => isPrimary)),
    others: kinds(rows.filter(({ isPrimary }) => !isPrimary)),
  }
}

/** By index, and not along the names. Told as values, since the planner cannot foresee how few they are. */
function foundByKinds({ primary, others }: Kinds, within: Within, values: SqlValues): string {
  const isHere = within ? `AND ${isWithin(within, values, 'c.site_id')}` : ''
  const ofMachine = within ? 'JOIN client c ON c.id = l.client_id' : ''
  return `id IN (SELECT l.id FROM client c JOIN license l ON l.client_id = c.id AND l.is_primary
                  WHERE c.kind = ANY(${values.add(primary)}::bigint[]) ${isHere}
     UNION ALL SELECT l.id FROM license l ${ofMachine} WHERE NOT l.is_primary ${isHere}
       AND client_kind(l.condition, l.channel, l.product_label, l.kms_host, l.reason) = ANY(${values.add(others)}::bigint[]))`
}

interface AlongNames {
  parts: readonly string[]
  kinds: Kinds | undefined
  direction: 'ASC' | 'DESC'
  byNames: LicenseMatches['byNames']
  within: Within
  /** the placeholder of how many rows */
  most: string
  /** the name of the machine to begin at */
  from: string | undefined
}

/** Primary licenses along the machines of their kinds, others along the machines that have more than one license. */
function alongNames(along: AlongNames, values: SqlValues): string {
  const { parts, kinds, direction, byNames, within, most, from } = along
  const ofKinds = kinds && `machine_kind = ANY(${values.add(kinds.primary)}::bigint[])`
  const start = from === undefined ? '' : `name ${direction === 'ASC' ? '>=' : '<='} ${values.add(from)}`
  const machines = (columns: string, ...conditions: string[]) =>
    `(SELECT ${columns} FROM client ${where([...conditions, start, within && isWithin(within, values), byNames?.name(values)])} ORDER BY name ${direction} OFFSET 0) machine`
  const licensesOf = (machine: string, ...conditions: (string | undefined)[]) =>
    `LATERAL (SELECT * FROM license_row ${where([...parts, ...conditions, machine])} OFFSET 0) license_row`
  const inOrder = (name: string) => `ORDER BY ${name} ${direction}, slot ${direction} LIMIT ${most}`
  const primary = byNames
    ? `SELECT license_row.* FROM ${machines('name')}, ${licensesOf('name = machine.name', 'is_primary')} ${inOrder('machine.name')}`
    : `SELECT * FROM license_row ${where([...parts, 'is_primary', ofKinds])} ${inOrder('name')}`
  const others = `SELECT license_row.* FROM ${machines('id, name', 'license_count > 1')}, ${licensesOf('client_id = machine.id', 'NOT is_primary')}
    ${where([kinds?.others.length === 0 && 'false'])} ${inOrder('machine.name')}`
  return `((${primary}) UNION ALL (${others})) license_row`
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

function where(parts: readonly (string | false | undefined)[]): string {
  const found = parts.filter(Boolean)
  return found.length === 0 ? '' : `WHERE ${found.join(' AND ')}`
}

const encodeCursor = ({ sortValue, name, slot }: SortedLicense) => cursorOf([sortValue, name, slot])

function decodeCursor(text: string | undefined): Cursor | undefined {
  const [value, name, slot] = placeOf(text, 2) ?? []
  return value === undefined || name === undefined || slot === undefined ? undefined : { value, name, slot }
}
