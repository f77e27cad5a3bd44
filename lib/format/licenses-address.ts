import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsStringLiteral,
} from 'nuqs/server'
import { FAMILY_LABELS, LICENSE_FAMILIES, type LicenseFamily } from '../activation/product/license-family'
import { clientsParams } from './clients-address'
import { filterField } from './clients-filter'
import { chipsOf, type FilterTable, type FilterValues } from './filter-table'

/** Fields by which the list of licenses is narrowed as the list of clients is: same words, same meaning, of the license. */
export const LICENSE_FIELDS = [
  'state',
  'reason',
  'product',
  'channel',
  'host',
  'expires',
  'news',
  'key',
  'domain',
  'site',
  'owner',
  'department',
  'tag',
] as const

export type LicenseField = (typeof LICENSE_FIELDS)[number]

/** Whether an installed host key serves a KMS license. */
const SERVED = ['no', 'yes'] as const
export const SERVED_LABELS = { no: 'No host key serves it', yes: 'A host key serves it' } as const

export const LICENSE_SORTS = [
  'name',
  'product',
  'state',
  'channel',
  'host',
  'site',
  'owner',
  'department',
] as const
export type LicenseSort = { column: (typeof LICENSE_SORTS)[number]; descending: boolean }

const { q, state, reason, product, channel, host, expires, news, key, after, before, cols, density, size } =
  clientsParams
const { domain, site, owner, department, tag, group } = clientsParams

const SORT_WORDS = LICENSE_SORTS.flatMap((column) => [column, `-${column}`] as const)

/** What the address of the list of licenses holds. Nonsense falls back to the defaults. */
export const licensesParams = {
  q,
  family: parseAsArrayOf(parseAsStringLiteral(LICENSE_FAMILIES)).withDefault([]),
  served: parseAsStringLiteral(SERVED),
  ...{ state, reason, product, channel, host, expires, news, key },
  ...{ domain, site, owner, department, tag },
  sort: parseAsStringLiteral(SORT_WORDS).withDefault('name'),
  after,
  before,
  cols,
  density,
  size,
  group,
}

export type LicensesParams = inferParserType<typeof licensesParams>
export type LicensesFilter = Pick<LicensesParams, 'q' | 'family' | 'served' | LicenseField>
export type LicensesChange = Partial<{ [Key in keyof LicensesParams]: LicensesParams[Key] | null }>
/** What the address of the list holds, as text. Lists are comma-separated. */
export type LicensesQuery = Partial<Record<keyof LicensesParams, string>>

export const loadLicensesParams = createLoader(licensesParams)
const serialize = createSerializer(licensesParams)

/** What is asked of the loader: everything that changes the rows. */
export function licensesRequest(params: LicensesParams) {
  const { sort } = params
  return {
    filter: params as LicensesFilter,
    sort: licenseSort(sort),
    after: params.after ?? undefined,
    before: params.before ?? undefined,
    ...(params.size !== null && { size: params.size }),
  }
}

/** The query of GET /api/licenses for these params, and the key under which its answer is kept. */
export const licenseRowsQuery = (params: LicensesParams) =>
  serialize({ ...params, cols: null, density: null, group: null })

/** The query of GET /api/licenses/groups: the filter and what to count by. */
export const licenseGroupsQuery = (params: LicensesParams) =>
  serialize({ ...params, after: null, before: null, sort: null, cols: null, density: null, size: null })

/** The address of the list narrowed further, as a list again. */
export const narrowedLicensesQuery = (params: LicensesParams, more: LicensesChange) =>
  serialize({ ...params, ...more, after: null, before: null, group: null })

/** The query of the export: filter, sort, columns and grouping, from the first row on. */
export const licensesExportQuery = (params: LicensesParams) =>
  serialize({ ...params, after: null, before: null, density: null, size: null })

/** The address of the list without its page: what a saved view keeps. */
export const licensesViewQuery = (params: LicensesParams) =>
  serialize({ ...params, after: null, before: null })

export function licenseSort(word: LicensesParams['sort']): LicenseSort {
  const column = word.replace('-', '') as LicenseSort['column']
  return { column, descending: word.startsWith('-') }
}

export const licenseSortWord = ({ column, descending }: LicenseSort) =>
  (descending ? `-${column}` : column) as LicensesParams['sort']

/** The change that takes the whole filter out of the address, and starts at the first page. */
export const NO_LICENSES_FILTER: LicensesChange = Object.fromEntries(
  ['q', 'family', 'served', ...LICENSE_FIELDS, 'after', 'before'].map((field) => [field, null]),
)

/** How the list of licenses is narrowed: by what products are, and as machines are. */
export const LICENSE_FILTER_TABLE: FilterTable = {
  family: {
    label: 'Family',
    alias: ['suite'],
    many: true,
    read: (text) => LICENSE_FAMILIES.find((family) => family === text.toLowerCase()) ?? null,
    write: String,
    say: (family) => FAMILY_LABELS[family as LicenseFamily],
    choices: LICENSE_FAMILIES.map((value) => ({ value, label: FAMILY_LABELS[value] })),
  },
  served: {
    label: 'Host key',
    alias: ['hostkey', 'csvlk'],
    many: false,
    read: (text) => SERVED.find((one) => one === text.toLowerCase()) ?? null,
    write: String,
    say: (served) => SERVED_LABELS[served as (typeof SERVED)[number]],
    choices: SERVED.map((value) => ({ value, label: SERVED_LABELS[value] })),
  },
  ...Object.fromEntries(LICENSE_FIELDS.map((field) => [field, filterField(field)])),
}

/** The filter in words, one chip a field, in their order; the free text stands in its box. */
export const licenseChips = (filter: LicensesFilter) =>
  chipsOf(LICENSE_FILTER_TABLE, filter as FilterValues) as {
    key: Exclude<keyof LicensesFilter, 'q'>
    field: string
    value: string
  }[]

export const isLicensesFiltered = (filter: LicensesFilter) =>
  filter.q !== '' || licenseChips(filter).length > 0
