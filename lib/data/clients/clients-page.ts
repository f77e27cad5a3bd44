import type { ClientSort } from '@/lib/format/client-fields'
import { cursorOf, placeOf } from '../list-cursor'
import { assessRow, type ClientRow, type RecordedRow } from './client-row'
import { type Cursor, gatherMatches, type Matches, type Order, walkMatches } from './clients-walk'

export interface ClientsPage {
  rows: ClientRow[]
  /** absent on the last and on the first page */
  next?: string
  previous?: string
}

export interface PageRequest {
  sort: ClientSort
  size: number
  /** gather: all matches are found, then sorted. walk: the sort order is followed until there are enough. */
  plan: 'walk' | 'gather'
  after?: string | undefined
  before?: string | undefined
  few?: number
  /** the moment for which the rows are assessed */
  now: Date
  without?: 'attempts' | undefined
}

/** So many rows are soon gathered and sorted. */
export const GATHERED = 10_000

/**
 * One page of clients, found along the sort order and then by name: reading page 9,000 costs what reading page 1 does.
 * Rows without a value in the sort column come last, whatever the direction.
 */
export async function readClientsPage(matches: Matches, request: PageRequest): Promise<ClientsPage> {
  const { sort, size, plan, after, before, few = GATHERED, now, without } = request
  const backwards = before !== undefined
  const cursor = decodeCursor(before ?? after)
  const order: Order = { matches, sort, cursor, backwards, few, now, without }
  const found = await (plan === 'gather' ? gatherMatches : walkMatches)(order, size + 1)
  const more = found.length > size
  const rows = backwards ? found.slice(0, size).toReversed() : found.slice(0, size)
  const [first] = rows
  const last = rows.at(-1)
  const hasNext = backwards ? true : more
  const hasPrevious = backwards ? more : cursor !== undefined
  return {
    rows: rows.map((row) => assessRow(row, now)),
    next: hasNext && last ? encodeCursor(last) : undefined,
    previous: hasPrevious && first ? encodeCursor(first) : undefined,
  }
}

/** By what the row is sorted by as recorded, which what is shown of it may be ahead of. */
const encodeCursor = ({ sortValue, name }: RecordedRow) =>
  cursorOf([sortValue === null ? null : String(sortValue), name])

function decodeCursor(text: string | undefined): Cursor | undefined {
  const [value, name] = placeOf(text, 1) ?? []
  return value === undefined || name === undefined ? undefined : { value, name }
}
