import {
  CLIENT_FIELDS,
  CLIENT_FILTERS,
  type ClientFilterField,
  type ClientsFilter,
  type FieldFilter,
} from './client-fields'
import { type FilterTable, type FilterValues, itemsIn, joined, valueFrom } from './filter-table'

/** What some fields are narrowed to. */
export type FieldChange = Partial<Omit<ClientsFilter, 'q'>>

export const NO_FILTER: ClientsFilter = {
  q: '',
  ...(Object.assign({}, ...CLIENT_FILTERS.map((field) => fieldValue(field, []))) as Omit<ClientsFilter, 'q'>),
}

/** How a field narrows the list, for code that treats all fields alike. */
export function filterField(field: ClientFilterField): FieldFilter<unknown> {
  return CLIENT_FIELDS[field].filter as FieldFilter<unknown>
}

export const CLIENT_FILTER_TABLE: FilterTable = Object.fromEntries(
  CLIENT_FILTERS.map((field) => [field, filterField(field)]),
)

/** What a field is narrowed to; empty when it is not. */
export const itemsOf = (filter: FieldChange, field: ClientFilterField): readonly unknown[] =>
  itemsIn(filter as FilterValues, field)

/** The value of a field that holds these items; where it holds one, the last of them. */
export function fieldValue(field: ClientFilterField, items: readonly unknown[]): FieldChange {
  return { [field]: valueFrom(filterField(field), items) }
}

/** Fields of `more` join those of `filter`: lists add up, a single value is replaced. */
export const joinFilters = (filter: FieldChange, more: FieldChange): FieldChange =>
  joined(CLIENT_FILTER_TABLE, filter as FilterValues, more as FilterValues) as FieldChange

export function isFiltered(filter: ClientsFilter): boolean {
  return filter.q !== '' || CLIENT_FILTERS.some((field) => itemsOf(filter, field).length > 0)
}
