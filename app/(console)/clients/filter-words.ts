import { CLIENT_FILTERS, type ClientFilterField, type ClientsFilter } from '@/lib/format/client-fields'
import { filterField, itemsOf } from '@/lib/format/clients-filter'

export interface Chip {
  field: ClientFilterField
  label: string
  words: string
}

/** The filter as chips, in the order of the fields. The free text stands in the box and needs none. */
export function chipsOf(filter: ClientsFilter): Chip[] {
  const fields = CLIENT_FILTERS.filter((field) => itemsOf(filter, field).length > 0)
  return fields.map((field) => ({ field, ...chipWords(field, itemsOf(filter, field)) }))
}

function chipWords(field: ClientFilterField, items: readonly unknown[]): Pick<Chip, 'label' | 'words'> {
  const { label, say } = filterField(field)
  if (field === 'names' && items.length > 1) return { label: 'Names', words: `${items.length} pasted` }
  return { label, words: items.map(say).join(' or ') }
}
