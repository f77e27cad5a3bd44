import { formatCountOf } from '@/lib/format/counts'
import type { Emptied } from '@/lib/format/emptied'
import { chipWords, type FilterTable, type FilterValues, itemsIn } from '@/lib/format/filter-table'

interface WhatEmptiedProps {
  emptied: readonly Emptied[]
  table: FilterTable
  values: FilterValues
  /** 'client': what a row is */
  noun: string
}

/** Which word of a filter leaves nothing. */
export function WhatEmptied({ emptied, table, values, noun }: WhatEmptiedProps) {
  if (emptied.length === 0) return 'Remove a condition, or search for a shorter part of the name.'
  return culprits(emptied).map((one) => <p key={one.field}>{wordsOf(one, { table, values, noun })}</p>)
}

/** Those that no row matches; where each is matched by some, those that leave nothing of the others. */
function culprits(emptied: readonly Emptied[]): readonly Emptied[] {
  const unmatched = emptied.filter(({ alone }) => alone === 0)
  return unmatched.length > 0 ? unmatched : emptied
}

/** Which condition leaves nothing: one that no row matches, or one without which some would. */
function wordsOf(
  { field, alone, others }: Emptied,
  { table, values, noun }: Omit<WhatEmptiedProps, 'emptied'>,
) {
  const filter = table[field]
  const { field: label, value } =
    filter === undefined
      ? { field: 'The text', value: `“${String(values[field])}”` }
      : chipWords(filter, itemsIn(values, field))
  if (alone === 0) return `${label} ${value}: no ${noun} matches this.`
  return others > 0
    ? `Without ${label} ${value}, ${formatCountOf(others, noun)} ${others === 1 ? 'matches' : 'match'}.`
    : `${label} ${value} alone: ${formatCountOf(alone, noun)}.`
}
