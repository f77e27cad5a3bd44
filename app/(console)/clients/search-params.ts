import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { CONDITIONS } from '@/components/license/condition'
import {
  type ClientSort,
  type ClientsFilter,
  type ExpiryFilter,
  expiryText,
  parseExpiry,
  parseSort,
  sortText,
} from '@/lib/data/clients/clients-filter'
import type { ClientsRequest } from '@/lib/data/clients/clients-list'

const asExpiry = createParser<ExpiryFilter>({
  parse: parseExpiry,
  serialize: expiryText,
  eq: (one, other) => expiryText(one) === expiryText(other),
})

const asSort = createParser<ClientSort>({
  parse: parseSort,
  serialize: sortText,
  eq: (one, other) => sortText(one) === sortText(other),
})

/** '30d' */
const asDays = createParser<number>({
  parse: (text) => (/^\d{1,4}d$/.test(text) ? Number.parseInt(text, 10) : null),
  serialize: (days) => `${days}d`,
})

const words = () => parseAsArrayOf(parseAsString).withDefault([])

/** What the address of the clients list holds: the screen, whole. Nonsense falls back to the defaults. */
export const clientsParams = {
  q: parseAsString.withDefault(''),
  state: parseAsArrayOf(parseAsStringLiteral(CONDITIONS)).withDefault([]),
  product: words(),
  channel: words(),
  host: words(),
  reason: words(),
  expires: asExpiry,
  news: asDays,
  cmid: parseAsString.withDefault(''),
  key: parseAsString.withDefault(''),
  names: words(),
  sort: asSort.withDefault({ column: 'name', descending: false }),
  after: parseAsString,
  before: parseAsString,
  cols: parseAsArrayOf(parseAsString),
  density: parseAsStringLiteral(['compact', 'roomy'] as const).withDefault('compact'),
  open: parseAsString,
}

export type ClientsParams = inferParserType<typeof clientsParams>

export const loadClientsParams = createLoader(clientsParams)
export const serializeClientsParams = createSerializer(clientsParams)

export function filterOf(params: ClientsParams): ClientsFilter {
  const { q, state, product, channel, host, reason, expires, news, cmid, key, names } = params
  return { q, state, product, channel, host, reason, expires, newsOlderThanDays: news, cmid, key, names }
}

/** What is asked of the loader: everything that changes the rows. */
export function requestOf(params: ClientsParams): ClientsRequest {
  const { sort, after, before } = params
  return { filter: filterOf(params), sort, after: after ?? undefined, before: before ?? undefined }
}

/** The query of GET /api/clients for these params, and the key under which its answer is kept. */
export function rowsQuery(params: ClientsParams): string {
  return serializeClientsParams({ ...params, cols: null, density: null, open: null })
}

/** The query of the export: filter, sort and columns, from the first row on. */
export function exportQuery(params: ClientsParams): string {
  return serializeClientsParams({ ...params, after: null, before: null, density: null, open: null })
}

export const NO_CLIENTS_FILTER = {
  q: null,
  state: null,
  product: null,
  channel: null,
  host: null,
  reason: null,
  expires: null,
  news: null,
  cmid: null,
  key: null,
  names: null,
} as const

/** A change of the filter starts at the first page. */
export const FIRST_PAGE = { after: null, before: null } as const

export function isFiltered(filter: ClientsFilter): boolean {
  return Object.values(filter).some((value) => (Array.isArray(value) ? value.length > 0 : Boolean(value)))
}
