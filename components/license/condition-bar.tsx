import type { Condition } from '@/lib/activation/license/lapse'
import { CONDITIONS } from '@/lib/activation/words/labels'
import { formatCount } from '@/lib/format/counts'
import { Link } from '../ui/link'
import { CONDITION_WORD, conditionColour } from './condition'

interface ConditionBarProps {
  counts: Partial<Record<Condition, number>>
  /** the list that a part leads to */
  hrefOf: (condition: Condition) => string
  /** the bar is as long as its sum is beside this; absent: as wide as its place */
  longest?: number
}

/** Counts by state as one bar whose parts are links; for those who listen and for the keyboard the figures beside it are. */
export function ConditionBar({ counts, hrefOf, longest }: ConditionBarProps) {
  const shown = CONDITIONS.flatMap((condition) => {
    const count = counts[condition] ?? 0
    return count > 0 ? [{ condition, count }] : []
  })
  const sum = shown.reduce((total, { count }) => total + count, 0)
  return (
    <span
      className="flex h-3 min-w-2 gap-px overflow-hidden rounded-sm bg-line"
      style={longest === undefined ? undefined : { width: `${(sum / longest) * 100}%` }}
      aria-hidden="true"
    >
      {shown.map(({ condition, count }) => (
        <Link
          key={condition}
          tabIndex={-1}
          href={hrefOf(condition)}
          title={`${CONDITION_WORD[condition]}: ${formatCount(count)}`}
          className="min-w-0.5 hover:opacity-80"
          style={{ flexGrow: count, background: conditionColour(condition) }}
        />
      ))}
    </span>
  )
}
