import type { FieldFilter } from './client-fields'

/** How a list is narrowed: its fields by their words in the address. */
export type FilterTable = Readonly<Record<string, FieldFilter<unknown>>>

/** What some fields are narrowed to, as it stands in the parsed address. */
export type FilterValues = Readonly<Record<string, unknown>>

/** What a field is narrowed to; empty when it is not. */
export function itemsIn(values: FilterValues, field: string): readonly unknown[] {
  const value = values[field] ?? []
  return Array.isArray(value) ? value : [value]
}

/** The value of a field that holds these items; where it holds one, the last of them. */
export const valueFrom = ({ many }: FieldFilter<unknown>, items: readonly unknown[]): unknown =>
  many ? items : (items.at(-1) ?? null)

/** Fields of `more` join those of `values`: lists add up, a single value is replaced. */
export function joined(table: FilterTable, values: FilterValues, more: FilterValues): FilterValues {
  const fields = Object.entries(table).filter(([field]) => itemsIn(more, field).length > 0)
  return Object.fromEntries(
    fields.map(([field, filter]) => [
      field,
      valueFrom(filter, [...new Set([...itemsIn(values, field), ...itemsIn(more, field)])]),
    ]),
  )
}

/** The filter in words, one chip a field, in the order of the table. */
export function chipsOf(table: FilterTable, values: FilterValues) {
  return Object.entries(table).flatMap(([field, filter]) => {
    const items = itemsIn(values, field)
    return items.length > 0 ? [{ key: field, ...chipWords(filter, items) }] : []
  })
}

/** A condition as its chip says it. */
export function chipWords({ label, say, pasted }: FieldFilter<unknown>, items: readonly unknown[]) {
  if (pasted && items.length > 1) return { field: `${label}s`, value: `${items.length} pasted` }
  return { field: label, value: saidTogether(items.map(say)) }
}

/** 'kms01 or kms02', 'not kms03 and not kms04': what is left out adds up. */
function saidTogether(words: readonly string[]): string {
  const [out, wanted] = [
    words.filter((word) => word.startsWith('not ')),
    words.filter((word) => !word.startsWith('not ')),
  ]
  return [wanted.join(' or '), ...out].filter(Boolean).join(' and ')
}
