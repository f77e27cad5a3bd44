import { CONDITION_MEANING, CONDITION_WORD, conditionColour } from '@/components/license/condition'
import { ConditionMark } from '@/components/license/condition-mark'
import type { ConditionCounts } from '@/lib/activation/fleet/fleet-summary'
import type { Condition } from '@/lib/activation/license/assess'
import { CONDITIONS } from '@/lib/activation/words/labels'
import { formatCount, formatShare } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { Link } from '../ui/link'

interface ConditionBarProps {
  counts: ConditionCounts
  clients: number
}

/** The fleet as one bar, and its parts in words and numbers beneath; every part opens its machines. */
export function ConditionBar({ counts, clients }: ConditionBarProps) {
  const parts = CONDITIONS.filter((condition) => counts[condition] > 0)
  return (
    <div className="grid gap-4">
      <div className="flex h-3 gap-px overflow-hidden rounded-sm bg-line" aria-hidden="true">
        {parts.map((condition) => (
          <Link
            key={condition}
            tabIndex={-1}
            href={paths.clients({ state: condition })}
            title={`${CONDITION_WORD[condition]}: ${formatCount(counts[condition])}`}
            className="min-w-1 hover:opacity-80"
            style={{ flexGrow: counts[condition], background: conditionColour(condition) }}
          />
        ))}
      </div>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-5">
        {CONDITIONS.map((condition) => (
          <ConditionFigure
            key={condition}
            condition={condition}
            count={counts[condition]}
            clients={clients}
          />
        ))}
      </ul>
    </div>
  )
}

function ConditionFigure({
  condition,
  count,
  clients,
}: {
  condition: Condition
  count: number
  clients: number
}) {
  return (
    <li>
      <Link href={paths.clients({ state: condition })} className="group grid gap-0.5 rounded-sm">
        <span className="flex items-center gap-1.5 text-table text-ink-soft">
          <ConditionMark condition={condition} />
          <span className="group-hover:underline underline-offset-3">{CONDITION_WORD[condition]}</span>
        </span>{' '}
        <span className="flex items-baseline gap-2">
          <span className="text-title font-semibold text-ink">{formatCount(count)}</span>{' '}
          <span className="text-table text-ink-soft">{formatShare(count, clients)}</span>
        </span>
        <span className="text-xs text-ink-faint">{CONDITION_MEANING[condition]}</span>
      </Link>
    </li>
  )
}
