import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsNumberLiteral,
  parseAsString,
  parseAsStringLiteral,
  type SingleParserBuilder,
} from 'nuqs/server'
import {
  CLIENT_FILTERS,
  CLIENT_SORTS,
  type ClientFilterField,
  type ClientSort,
  type ClientsFilter,
} from './client-fields'
import { filterField } from './clients-filter'
import { LIST_GROUPS } from './list-groups'
import { PAGE_SIZES } from './page-sizes'

type ParserOf<Value> = null extends Value
  ? SingleParserBuilder<NonNullable<Value>>
  : SingleParserBuilder<Value> & { readonly defaultValue: Value }

function fieldParser(field: ClientFilterField) {
  const { many, read, write } = filterField(field)
  const item = createParser<unknown>({
    parse: read,
    serialize: write,
    eq: (one, other) => write(one) === write(other),
  })
  return many ? parseAsArrayOf(item).withDefault([]) : item
}

const fieldParsers = Object.fromEntries(CLIENT_FILTERS.map((field) => [field, fieldParser(field)])) as {
  [Field in ClientFilterField]: ParserOf<ClientsFilter[Field]>
}

const asSort = createParser<ClientSort>({
  parse: parseSort,
  serialize: sortText,
  eq: (one, other) => sortText(one) === sortText(other),
})

/** What the address of the clients list holds: the screen, whole. Nonsense falls back to the defaults. */
export const clientsParams = {
  q: parseAsString.withDefault(''),
  ...fieldParsers,
  sort: asSort.withDefault({ column: 'name', descending: false }),
  after: parseAsString,
  before: parseAsString,
  cols: parseAsArrayOf(parseAsString),
  /** how the list looks, where a person wants it otherwise than they like it */
  density: parseAsStringLiteral(['compact', 'roomy'] as const),
  size: parseAsNumberLiteral(PAGE_SIZES),
  open: parseAsString,
  group: parseAsStringLiteral(LIST_GROUPS),
}

export type ClientsParams = inferParserType<typeof clientsParams>

/** A change of the address; null takes a parameter out of it. */
export type ClientsChange = Partial<{ [Key in keyof ClientsParams]: ClientsParams[Key] | null }>

export const loadClientsParams = createLoader(clientsParams)
const serializeClientsParams = createSerializer(clientsParams)

/** What is asked of the loader: everything that changes the rows. */
export function requestOf(params: ClientsParams) {
  const { sort, after, before, size } = params
  const page = { after: after ?? undefined, before: before ?? undefined, ...(size !== null && { size }) }
  return { filter: params as ClientsFilter, sort, ...page }
}

/** The query of GET /api/clients for these params, and the key under which its answer is kept. */
export function rowsQuery(params: ClientsParams): string {
  return serializeClientsParams({ ...params, cols: null, density: null, open: null, group: null })
}

/** The query of GET /api/clients/groups: the filter and what to count by. */
export const groupsQuery = (params: ClientsParams): string =>
  serializeClientsParams({
    ...params,
    ...FIRST_PAGE,
    sort: null,
    cols: null,
    density: null,
    size: null,
    open: null,
  })

/** The address of the list narrowed further, as a list again. */
export const narrowedQuery = (params: ClientsParams, more: ClientsChange): string =>
  serializeClientsParams({ ...params, ...more, ...FIRST_PAGE, open: null, group: null })

/** The query of the export: filter, sort, columns and grouping, from the first row on. */
export function exportQuery(params: ClientsParams): string {
  return serializeClientsParams({
    ...params,
    after: null,
    before: null,
    density: null,
    size: null,
    open: null,
  })
}

/** The address of the list without its page: what a saved view keeps. */
export const clientsViewQuery = (params: ClientsParams): string =>
  serializeClientsParams({ ...params, ...FIRST_PAGE, open: null })

/** A change of the filter starts at the first page. */
export const FIRST_PAGE = { after: null, before: null } as const

/** The change that takes the whole filter out of the address. */
export const NO_CLIENTS_FILTER: ClientsChange = Object.fromEntries(
  ['q', ...CLIENT_FILTERS].map((field) => [field, null]),
)

/** 'expires' or '-expires'; null for anything else. */
function parseSort(text: string): ClientSort | null {
  const descending = text.startsWith('-')
  const column = CLIENT_SORTS.find((one) => one === (descending ? text.slice(1) : text))
  return column ? { column, descending } : null
}

function sortText(sort: ClientSort): string {
  return sort.descending ? `-${sort.column}` : sort.column
}
