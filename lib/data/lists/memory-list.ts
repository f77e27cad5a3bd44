import { type ListRequest, rangeOf } from '@/lib/format/list-address'
import { listFacts } from '@/lib/format/lists'
import type { FilterChoice, ListPage } from '@/lib/format/shown-list'
import { cursorOf, type ListPlace, placeOf } from '../list-cursor'
import { type DataReader, mustBeAble } from '../permission'
import type { ListSource } from './list-source'

type Value = string | number | null

interface MemoryList<Row> extends Pick<ListSource<Row>, 'name' | 'permission' | 'columns'> {
  /** every row, whatever the filter */
  load(reader: DataReader, now: Date, of: string | undefined): Promise<readonly Row[]>
  id(row: Row): string
  /** what the text is looked for in */
  search(row: Row): readonly (string | null | undefined)[]
  /** by each word of `sort` */
  sorts: Readonly<Record<string, (row: Row) => Value>>
  /** the values a row has for each filter */
  filters: Readonly<Record<string, (row: Row) => string | null | readonly string[]>>
  /** how values are said; without a word they stand as they are */
  words?: Readonly<Record<string, Readonly<Record<string, string>> | ((value: string) => string)>>
  /** the moment that a range of days is about */
  time?(row: Row): string | null
}

/** A list whose rows a page may have read already, for something else. */
interface MemorySource<Row> extends ListSource<Row> {
  pageOf(rows: readonly Row[], request: ListRequest, now: Date): ListPage<Row>
}

/** A list of few rows, read whole and cut here. A cursor is a place in the order, and its row need not be there any more. */
export function memoryList<Row>(list: MemoryList<Row>): MemorySource<Row> {
  const { name, permission, columns } = list
  const all = (reader: DataReader, { of }: ListRequest, now: Date) => {
    mustBeAble(reader, permission)
    return list.load(reader, now, of)
  }
  const pageOf = (rows: readonly Row[], request: ListRequest, now: Date): ListPage<Row> => {
    const found = matching(list, rows, request)
    return {
      now: now.toISOString(),
      ...cut(list, found, request),
      count: { value: found.length, isExact: true },
      choices: choicesOf(list, rows, request),
    }
  }
  return {
    name,
    permission,
    columns,
    pageOf,
    page: async (reader, request, now) => pageOf(await all(reader, request, now), request, now),
    async *batches(reader, request, now) {
      yield matching(list, await all(reader, request, now), request)
    },
  }
}

/** The rows that pass text, range and filters, in order. */
function matching<Row>(list: MemoryList<Row>, rows: readonly Row[], request: ListRequest): Row[] {
  const words = Object.keys(list.filters)
  return inSight(list, rows, request)
    .filter((row) => words.every((word) => passes(list, row, word, request)))
    .sort(comparison(list, request))
}

const inSight = <Row>(list: MemoryList<Row>, rows: readonly Row[], request: ListRequest) =>
  rows.filter((row) => isNamed(list, row, request) && isWithin(list, row, request))

function isNamed<Row>(list: MemoryList<Row>, row: Row, { q, ids }: ListRequest): boolean {
  if (ids && !ids.includes(list.id(row))) return false
  const wanted = q.toLowerCase()
  return wanted === '' || list.search(row).some((text) => text?.toLowerCase().includes(wanted))
}

function isWithin<Row>(list: MemoryList<Row>, row: Row, request: ListRequest): boolean {
  const { since, until } = rangeOf(request)
  if (!list.time || (!since && !until)) return true
  const at = Date.parse(list.time(row) ?? '')
  return !Number.isNaN(at) && (!since || at >= since.getTime()) && (!until || at < until.getTime())
}

const valuesOf = <Row>(list: MemoryList<Row>, row: Row, word: string): readonly string[] => {
  const value = list.filters[word]?.(row) ?? []
  return typeof value === 'string' ? [value] : value
}

function passes<Row>(list: MemoryList<Row>, row: Row, word: string, { filters }: ListRequest): boolean {
  const wanted = filters[word] ?? []
  return wanted.length === 0 || valuesOf(list, row, word).some((value) => wanted.includes(value))
}

/** What each filter could be set to, counted among the rows that the other filters leave. */
function choicesOf<Row>(
  list: MemoryList<Row>,
  rows: readonly Row[],
  request: ListRequest,
): ListPage<Row>['choices'] {
  const named = inSight(list, rows, request)
  const words = Object.keys(listFacts(list.name).filters)
  return Object.fromEntries(
    words.map((word) => {
      const rest = named.filter((row) =>
        words.every((other) => other === word || passes(list, row, other, request)),
      )
      const counts = new Map((request.filters[word] ?? []).map((value) => [value, 0]))
      for (const value of rest.flatMap((row) => valuesOf(list, row, word))) {
        counts.set(value, (counts.get(value) ?? 0) + 1)
      }
      const choices = [...counts].map(([value, count]) => ({ value, label: say(list, word, value), count }))
      return [word, choices.sort((one, other) => order(one.label, other.label))]
    }),
  )
}

function say<Row>({ words }: MemoryList<Row>, word: string, value: string): FilterChoice['label'] {
  const said = words?.[word]
  return (typeof said === 'function' ? said(value) : said?.[value]) ?? value
}

function comparison<Row>(list: MemoryList<Row>, { sort }: ListRequest) {
  const sortValue = list.sorts[sort.key] ?? list.id
  const sign = sort.descending ? -1 : 1
  return (one: Row, other: Row) =>
    sign * (order(sortValue(one), sortValue(other)) || order(list.id(one), list.id(other)))
}

/** Nothing comes before anything; texts by their letters, whatever their case. */
function order(one: Value, other: Value): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null)
  if (typeof one === 'number' && typeof other === 'number') return one - other
  return (
    compare(String(one).toLowerCase(), String(other).toLowerCase()) || compare(String(one), String(other))
  )
}

/** By code unit: a cursor compares the same way on every machine. */
function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

function cut<Row>(list: MemoryList<Row>, rows: Row[], { after, before, sort, size }: ListRequest) {
  const sortValue = list.sorts[sort.key] ?? list.id
  const place = (row: Row): ListPlace => [textOf(sortValue(row)), list.id(row)]
  /** How many rows stand before a place, with the row at the place itself where `through`. */
  const until = (cursor: string | undefined, through: boolean) => {
    const at = placeOf(cursor, 1)
    if (at === undefined) return undefined
    return rows.filter((row) => {
      const [value, id = ''] = at
      const own = sortValue(row)
      const side =
        (order(own, typeof own === 'number' && value !== null ? Number(value) : value) ||
          order(list.id(row), id)) * (sort.descending ? -1 : 1)
      return side < 0 || (through && side === 0)
    }).length
  }
  const end = until(before, false)
  const from = end === undefined ? (until(after, true) ?? 0) : Math.max(0, end - size)
  const shown = rows.slice(from, end ?? from + size)
  const [first] = shown
  const last = shown.at(-1)
  return {
    rows: shown,
    ...(last !== undefined && from + shown.length < rows.length && { next: cursorOf(place(last)) }),
    ...(first !== undefined && from > 0 && { previous: cursorOf(place(first)) }),
  }
}

const textOf = (value: Value) => (value === null ? null : String(value))
