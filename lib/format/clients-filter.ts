import {
  CLIENT_FIELDS,
  CLIENT_FILTERS,
  type ClientFilterField,
  type ClientsFilter,
  type FieldFilter,
} from './client-fields'

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

/** What a field is narrowed to; empty when it is not. */
export function itemsOf(filter: FieldChange, field: ClientFilterField): readonly unknown[] {
  const value: unknown = filter[field] ?? []
  return Array.isArray(value) ? value : [value]
}

/** The value of a field that holds these items; where it holds one, the last of them. */
export function fieldValue(field: ClientFilterField, items: readonly unknown[]): FieldChange {
  return { [field]: filterField(field).many ? items : (items.at(-1) ?? null) }
}

/** Fields of `more` join those of `filter`: lists add up, a single value is replaced. */
export function joinFilters(filter: FieldChange, more: FieldChange): FieldChange {
  const fields = CLIENT_FILTERS.filter((field) => itemsOf(more, field).length > 0)
  return Object.assign(
    {},
    ...fields.map((field) =>
      fieldValue(field, [...new Set([...itemsOf(filter, field), ...itemsOf(more, field)])]),
    ),
  )
}

export function isFiltered(filter: ClientsFilter): boolean {
  return filter.q !== '' || CLIENT_FILTERS.some((field) => itemsOf(filter, field).length > 0)
}
