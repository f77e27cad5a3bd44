import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsNumberLiteral,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { LISTS, type ListName, listFacts } from './lists'
import { PAGE_SIZES, type PageSize, USUAL_SIZE } from './page-sizes'

/** How a list stands in its address, the same for every list. */

/** What the address of any list holds besides its filters. Nonsense falls back to the defaults. */
export const LIST_PARAMS = {
  q: parseAsString.withDefault(''),
  sort: parseAsString,
  /** the first and the last moment, or UTC day, of what is listed */
  from: parseAsString,
  to: parseAsString,
  after: parseAsString,
  before: parseAsString,
  cols: parseAsArrayOf(parseAsString),
  density: parseAsStringLiteral(['compact', 'roomy'] as const),
  size: parseAsNumberLiteral(PAGE_SIZES),
}

type ListValues = inferParserType<typeof LIST_PARAMS>
/** A change of the address; null takes a word out of it. */
export type ListChange = Partial<{ [Key in keyof ListValues]: ListValues[Key] | null }>

const chosenValues = parseAsArrayOf(parseAsString).withDefault([])

/** The filters of each list, as words of its address. */
export const FILTER_PARAMS = Object.fromEntries(
  (Object.keys(LISTS) as ListName[]).map((name) => [
    name,
    Object.fromEntries(Object.keys(listFacts(name).filters).map((word) => [word, chosenValues])),
  ]),
) as Record<ListName, Record<string, typeof chosenValues>>

export interface ListSort {
  key: string
  descending: boolean
}

/** What is asked of a list: everything that decides which rows there are, in which order, and which of them are shown. */
export interface ListRequest {
  q: string
  sort: ListSort
  from?: string | undefined
  to?: string | undefined
  after?: string | undefined
  before?: string | undefined
  size: number
  filters: Readonly<Record<string, readonly string[]>>
  /** only these rows: what was selected */
  ids?: readonly string[] | undefined
  /** whose list it is, where it stands on the page of something else */
  of?: string | undefined
}

/** How a person likes to see a list. */
export interface ListLook {
  cols: string[] | null
  density: 'compact' | 'roomy' | null
  size: PageSize | null
}

export type AddressParams = Record<string, string | string[] | undefined> | URLSearchParams

const loadListValues = createLoader(LIST_PARAMS)
const loadSelected = createLoader({ ids: parseAsArrayOf(parseAsString), of: parseAsString })

/** The request of an address. What it leaves open is as the person likes it. */
export function listRequest(name: ListName, params: AddressParams, look?: ListLook): ListRequest {
  const { q, sort, from, to, after, before, size } = loadListValues(params)
  const { ids, of } = loadSelected(params)
  return {
    q: q.trim().slice(0, 200),
    sort: sortOf(name, sort),
    from: momentOf(from),
    to: momentOf(to),
    after: after ?? undefined,
    before: before ?? undefined,
    size: size ?? look?.size ?? USUAL_SIZE,
    filters: createLoader(FILTER_PARAMS[name])(params),
    ids: ids ?? undefined,
    of: of ?? undefined,
  }
}

/** The columns that an address asks for; null: the usual ones. */
export const chosenColumns = (params: AddressParams) => loadListValues(params).cols

/** '-at' as a sort; the list's usual one for anything it cannot be sorted by. */
export function sortOf(name: ListName, text: string | null): ListSort {
  const { sorts, usual } = listFacts(name)
  const asked = text !== null && sorts.includes(text.replace(/^-/, '')) ? text : usual
  return { key: asked.replace(/^-/, ''), descending: asked.startsWith('-') }
}

export const sortWord = ({ key, descending }: ListSort) => (descending ? `-${key}` : key)

const MOMENT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/

/** A day or a moment in UTC; absent for anything that is neither. */
function momentOf(text: string | null): string | undefined {
  return text !== null && MOMENT.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined
}

const DAY_MS = 86_400_000

/** The first moment of a range, and the first after it. A day is a whole one. */
export function rangeOf({ from, to }: Pick<ListRequest, 'from' | 'to'>): { since?: Date; until?: Date } {
  const isDay = to?.length === '2026-11-30'.length
  return {
    ...(from && { since: new Date(from) }),
    ...(to && { until: new Date(Date.parse(to) + (isDay ? DAY_MS : 1)) }),
  }
}

const serializeValues = createSerializer(LIST_PARAMS)

/** The words of an address that make a view: everything but the page it stands on. */
export function viewQuery(name: ListName, values: ListValues, filters: Record<string, string[]>): string {
  const withoutFilters = serializeValues({ ...values, after: null, before: null })
  return createSerializer(FILTER_PARAMS[name])(withoutFilters, filters)
}

/** Takes the whole filter out of the address, and starts at the first page. */
export const NO_LIST_FILTER: ListChange = { q: null, from: null, to: null, after: null, before: null }
