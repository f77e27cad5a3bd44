import { type ListRequest, rangeOf } from '@/lib/format/list-address'
import { listFacts } from '@/lib/format/lists'
import type { ListPage } from '@/lib/format/shown-list'
import { cursorOf, placeOf } from '../list-cursor'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import { likeAnywhere, SqlValues } from '../sql-text'
import type { ListSource } from './list-source'

/** What a list sorts by: never null, so that a place in the order can be compared with. */
interface SortSql {
  sql: string
  type: 'timestamptz' | 'text' | 'bigint' | 'uuid'
}

interface SqlList<Row> extends Pick<ListSource<Row>, 'name' | 'permission' | 'columns'> {
  /** the columns and where they come from, without a condition: 'SELECT ... FROM ...' */
  select(scope: { values: SqlValues; of: string; now: Date }): string
  /** tells rows with the same value apart */
  id: SortSql
  sorts: Readonly<Record<string, SortSql>>
  /** the texts that are searched, as one expression, or the condition for a text */
  search: string | ((text: string, values: SqlValues) => string)
  /** the expression that is one of the chosen values, or the condition for them */
  filters: Readonly<Record<string, string | ((chosen: readonly string[], values: SqlValues) => string)>>
  time?: string
  /** the rows the list is about, whatever the filter */
  only?: (request: ListRequest, values: SqlValues, reader: DataReader) => string
  choices(reader: DataReader, request: ListRequest): Promise<ListPage<Row>['choices']>
  /** what only the tables of the code know about a row */
  finish?(row: Row): Row
}

const COUNT_BOUND = 10_000
const EXPORT_BATCH = 2_000

/** A list of any length: a page at a time along its order, counted up to a bound. */
export function sqlList<Row extends object>(list: SqlList<Row>): ListSource<Row> {
  const { name, permission, columns } = list
  return {
    name,
    permission,
    columns,
    async page(reader, request, now) {
      mustBeAble(reader, permission)
      const [page, count, choices] = await Promise.all([
        readPage(list, request, reader, now),
        countMatches(list, request, reader, now),
        list.choices(reader, request),
      ])
      return { now: now.toISOString(), ...page, count, choices }
    },
    async *batches(reader, request, now) {
      mustBeAble(reader, permission)
      let after: string | undefined
      do {
        const page = await readPage(
          list,
          { ...request, after, before: undefined, size: EXPORT_BATCH },
          reader,
          now,
        )
        yield page.rows
        after = page.next
      } while (after !== undefined)
    },
  }
}

/** The rows after a place, or before it, and where the neighbouring pages begin. */
async function readPage<Row extends object>(
  list: SqlList<Row>,
  request: ListRequest,
  reader: DataReader,
  now: Date,
) {
  const { sort, size } = request
  const { id } = list
  const by = list.sorts[sort.key] ?? id
  const placeIn = (cursor: string | undefined) => {
    const place = placeOf(cursor, 1)
    return place && isOf(by, place[0]) && isOf(id, place[1] ?? null) ? place : undefined
  }
  const before = placeIn(request.before)
  const place = before ?? placeIn(request.after)
  const isBackwards = before !== undefined
  const direction = sort.descending === isBackwards ? 'ASC' : 'DESC'
  const values = new SqlValues()
  const select = list.select({ values, of: request.of ?? '', now })
  const conditions = conditionsOf(list, request, values, reader)
  if (place) {
    const [value, key] = place
    conditions.push(
      `(${by.sql}, ${id.sql}) ${direction === 'ASC' ? '>' : '<'} (${values.add(value)}::text::${by.type}, ${values.add(key)}::text::${id.type})`,
    )
  }
  const found = await readRows<Row & { listSort: string; listId: string }>(
    `${select.replace(/^\s*SELECT/, `SELECT (${by.sql})::text AS list_sort, (${id.sql})::text AS list_id,`)}
      ${whereOf(conditions)} ORDER BY ${by.sql} ${direction}, ${id.sql} ${direction} LIMIT ${values.add(size + 1)}`,
    values.list,
  )
  const hasMore = found.length > size
  const shown = isBackwards ? found.slice(0, size).reverse() : found.slice(0, size)
  const cursorAt = (row: (typeof shown)[number] | undefined) => row && cursorOf([row.listSort, row.listId])
  const next = (isBackwards || hasMore) && cursorAt(shown.at(-1))
  const previous = (isBackwards ? hasMore : place !== undefined) && cursorAt(shown[0])
  return {
    rows: shown.map(({ listSort: _, listId: __, ...row }) => finish(list, row as unknown as Row)),
    ...(next && { next }),
    ...(previous && { previous }),
  }
}

const finish = <Row>({ finish: more }: SqlList<Row>, row: Row) => more?.(row) ?? row

const IS_OF: Readonly<Record<SortSql['type'], (text: string) => boolean>> = {
  text: (text) => !text.includes('\0'),
  uuid: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text),
  bigint: (text) => /^-?\d{1,18}$/.test(text),
  timestamptz: (text) => /^\d{4}-\d\d-\d\d /.test(text) && !Number.isNaN(Date.parse(text)),
}

/** Whether a cursor holds what can be compared with; the list begins at its beginning otherwise. */
const isOf = ({ type }: SortSql, text: string | null) => text !== null && IS_OF[type](text)

async function countMatches<Row>(
  list: SqlList<Row>,
  request: ListRequest,
  reader: DataReader,
  now: Date,
): Promise<ListPage<Row>['count']> {
  const values = new SqlValues()
  const select = list.select({ values, of: request.of ?? '', now })
  const where = whereOf(conditionsOf(list, request, values, reader))
  const [row] = await readRows<{ count: number }>(
    `SELECT count(*)::int AS count FROM (${select} ${where} LIMIT ${values.add(COUNT_BOUND + 1)}) found`,
    values.list,
  )
  const count = row?.count ?? 0
  return { value: Math.min(count, COUNT_BOUND), isExact: count <= COUNT_BOUND }
}

const whereOf = (conditions: readonly string[]) =>
  conditions.length > 0 ? `WHERE ${conditions.map((one) => `(${one})`).join(' AND ')}` : ''

function conditionsOf<Row>(
  list: SqlList<Row>,
  request: ListRequest,
  values: SqlValues,
  reader: DataReader,
): string[] {
  const { q, ids } = request
  const { since, until } = rangeOf(request)
  const conditions: string[] = []
  if (list.only) conditions.push(list.only(request, values, reader))
  const { search } = list
  if (q !== '') {
    conditions.push(
      typeof search === 'string' ? `${search} ILIKE ${values.add(likeAnywhere(q))}` : search(q, values),
    )
  }
  if (ids) conditions.push(`(${list.id.sql})::text = ANY(${values.add(ids)})`)
  if (list.time && since) conditions.push(`${list.time} >= ${values.add(since)}`)
  if (list.time && until) conditions.push(`${list.time} < ${values.add(until)}`)
  for (const word of Object.keys(listFacts(list.name).filters)) {
    const chosen = request.filters[word] ?? []
    const by = list.filters[word]
    if (chosen.length === 0 || by === undefined) continue
    conditions.push(typeof by === 'string' ? `${by} = ANY(${values.add(chosen)})` : by(chosen, values))
  }
  return conditions
}
