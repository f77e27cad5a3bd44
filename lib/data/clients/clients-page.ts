import type { ClientSort } from '@/lib/format/client-fields'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import { FIELD_SQL } from './client-fields-sql'
import { type ClientRow, ROW_SQL } from './client-row'

/** Where a page begins or ends: the sort value and the name of a row. */
export interface Cursor {
  value: string | null
  name: string
}

export interface ClientsPage {
  rows: ClientRow[]
  /** absent on the last and on the first page */
  next?: string
  previous?: string
}

const SELECTED = Object.entries(ROW_SQL)
  .map(([key, column]) => `${column} AS "${key}"`)
  .join(', ')

export interface PageRequest {
  sort: ClientSort
  size: number
  /**
   * walk: follow the index of the sort order and take what matches; right when much of the fleet does.
   * gather: find all matches first, then sort them; right when they are few. The planner believes that
   * matches are spread evenly over the sort order, which silence and old news, say, are not.
   */
  plan: 'walk' | 'gather'
  after?: string | undefined
  before?: string | undefined
}

/**
 * One page of clients, found through the index on (sort column, name): reading page 9,000 costs what
 * reading page 1 does. Rows without a value in the sort column come last, whatever the direction.
 * @param where writes the filter's conditions, adding its values
 */
export async function readClientsPage(
  where: (values: SqlValues) => string,
  { sort, size, plan, after, before }: PageRequest,
): Promise<ClientsPage> {
  const backwards = before !== undefined
  const cursor = decodeCursor(before ?? after)
  const found = await readMatches(where, { sort, plan, cursor, backwards, limit: size + 1 })
  const more = found.length > size
  const rows = backwards ? found.slice(0, size).toReversed() : found.slice(0, size)
  const [first] = rows
  const last = rows.at(-1)
  const hasNext = backwards ? true : more
  const hasPrevious = backwards ? more : cursor !== undefined
  return {
    rows,
    next: hasNext && last ? encodeCursor(last, sort) : undefined,
    previous: hasPrevious && first ? encodeCursor(first, sort) : undefined,
  }
}

interface RowsRequest {
  sort: ClientSort
  plan: PageRequest['plan']
  cursor: Cursor | undefined
  backwards: boolean
  limit: number
}

/** Rows with a value first, then those without; the other way round when walking backwards. */
async function readMatches(
  where: (values: SqlValues) => string,
  { sort, plan, cursor, backwards, limit }: RowsRequest,
): Promise<ClientRow[]> {
  const parts: Part[] = sort.column === 'name' ? ['valued'] : ['valued', 'empty']
  const order = backwards ? parts.toReversed() : parts
  const start = cursor === undefined ? 0 : order.indexOf(cursor.value === null ? 'empty' : 'valued')
  const rows: ClientRow[] = []
  for (const part of order.slice(Math.max(0, start))) {
    if (rows.length >= limit) break
    const from = part === (cursor?.value === null ? 'empty' : 'valued') ? cursor : undefined
    rows.push(...(await readPart(where, { sort, plan, part, from, backwards, limit: limit - rows.length })))
  }
  return rows
}

type Part = 'valued' | 'empty'

interface PartRequest {
  sort: ClientSort
  plan: PageRequest['plan']
  part: Part
  from: Cursor | undefined
  backwards: boolean
  limit: number
}

async function readPart(
  where: (values: SqlValues) => string,
  { sort, plan, part, from, backwards, limit }: PartRequest,
): Promise<ClientRow[]> {
  const values = new SqlValues()
  const { row, type } = FIELD_SQL[sort.column]
  const column = ROW_SQL[row]
  const down = sort.descending !== backwards
  const direction = down ? 'DESC' : 'ASC'
  const sign = down ? '<' : '>'
  const byName = sort.column === 'name' || part === 'empty'
  const conditions = [where(values)]
  if (sort.column !== 'name')
    conditions.push(part === 'empty' ? `${column} IS NULL` : `${column} IS NOT NULL`)
  if (from && byName) conditions.push(`name ${sign} ${values.add(from.name)}`)
  if (from && !byName) {
    conditions.push(
      `(${column}, name) ${sign} (${values.add(from.value)}::${type}, ${values.add(from.name)})`,
    )
  }
  const filter = conditions.filter(Boolean).join(' AND ')
  const order = byName ? `name ${direction}` : `${column} ${direction}, name ${direction}`
  const matches = `FROM client ${filter && `WHERE ${filter}`}`
  // OFFSET 0 keeps the planner from mixing the search with the sorting.
  const source = plan === 'gather' ? `FROM (SELECT * ${matches} OFFSET 0) client` : matches
  const text = `SELECT ${SELECTED} ${source} ORDER BY ${order} LIMIT ${values.add(limit)}`
  return readRows<ClientRow>(text, values.list)
}

function encodeCursor(row: ClientRow, sort: ClientSort): string {
  const value = row[FIELD_SQL[sort.column].row]
  return Buffer.from(JSON.stringify([value === null ? null : String(value), row.name])).toString('base64url')
}

/** Absent for nonsense: the list then begins at its beginning. */
function decodeCursor(text: string | undefined): Cursor | undefined {
  if (!text) return undefined
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (!Array.isArray(parsed)) return undefined
    const [value, name] = parsed
    if (typeof name !== 'string' || (value !== null && typeof value !== 'string')) return undefined
    return { value, name }
  } catch {
    return undefined
  }
}
