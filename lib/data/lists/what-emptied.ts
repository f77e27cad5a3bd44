import type { Emptied } from '@/lib/format/emptied'
import { type FilterTable, type FilterValues, itemsIn } from '@/lib/format/filter-table'

/**
 * Each condition of a filter that leaves nothing, in the order of the table, its free text last: counted by itself, and the
 * filter without it.
 * @param none a filter that asks for nothing
 */
export async function whatEmptied<Filter extends { q: string }>(
  filter: Filter,
  none: Filter,
  table: FilterTable,
  count: (part: Filter) => Promise<number>,
): Promise<Emptied[]> {
  const fields = Object.keys(table).filter((field) => itemsIn(filter as FilterValues, field).length > 0)
  const asked = (filter.q === '' ? fields : [...fields, 'q']) as (keyof Filter & string)[]
  const emptied: Emptied[] = []
  for (const field of asked) {
    const alone = await count({ ...none, [field]: filter[field] })
    const others = asked.length > 1 ? await count({ ...filter, [field]: none[field] }) : 0
    emptied.push({ field, alone, others })
  }
  return emptied
}
