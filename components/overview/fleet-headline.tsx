import { CONDITION_MEANING, CONDITION_WORD, conditionColour } from '@/components/license/condition'
import { ConditionMark } from '@/components/license/condition-mark'
import { Time } from '@/components/ui/time'
import type { FleetSummary } from '@/lib/activation/fleet/fleet-summary'
import { CONDITIONS } from '@/lib/activation/words/labels'
import { formatCount, formatShare } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { Link } from '../ui/link'

interface FleetHeadlineProps {
  fleet: FleetSummary
  lastImportAt: string | undefined
}

/** The one figure the page is about, and the fleet behind it: as one bar, and its parts in words and numbers beneath. */
export function FleetHeadline({ fleet, lastImportAt }: FleetHeadlineProps) {
  const { clients, byCondition } = fleet
  return (
    <section aria-label="License conditions of the fleet" className="grid gap-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="text-figure font-semibold tracking-[-0.02em]">
            {formatShare(byCondition.licensed, clients)}
          </span>
          <span className="text-base font-medium">licensed</span>
          <Link href={paths.clients({ state: 'licensed' })} className="link">
            {formatCount(byCondition.licensed)} of {formatCount(clients)} clients
          </Link>
        </p>
        {lastImportAt && (
          <p className="text-table text-ink-soft">
            last import <Time at={lastImportAt} />
          </p>
        )}
      </div>
      <Bar fleet={fleet} />
      <Figures fleet={fleet} />
    </section>
  )
}

/** Every part opens its machines; for those who listen and for the keyboard the figures do. */
function Bar({ fleet: { byCondition } }: { fleet: FleetSummary }) {
  return (
    <div className="flex h-3 gap-px overflow-hidden rounded-sm bg-line" aria-hidden="true">
      {CONDITIONS.filter((condition) => byCondition[condition] > 0).map((condition) => (
        <Link
          key={condition}
          tabIndex={-1}
          href={paths.clients({ state: condition })}
          title={`${CONDITION_WORD[condition]}: ${formatCount(byCondition[condition])}`}
          className="min-w-1 hover:opacity-80"
          style={{ flexGrow: byCondition[condition], background: conditionColour(condition) }}
        />
      ))}
    </div>
  )
}

function Figures({ fleet: { byCondition, clients } }: { fleet: FleetSummary }) {
  return (
    <ul className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-5">
      {CONDITIONS.map((condition) => (
        <li key={condition}>
          <Link href={paths.clients({ state: condition })} className="group grid gap-0.5 rounded-sm">
            <span className="flex items-center gap-1.5 text-table text-ink-soft">
              <ConditionMark condition={condition} />
              <span className="group-hover:underline underline-offset-3">{CONDITION_WORD[condition]}</span>
            </span>{' '}
            <span className="flex items-baseline gap-2">
              <span className="text-title font-semibold text-ink">{formatCount(byCondition[condition])}</span>{' '}
              <span className="text-table text-ink-soft">{formatShare(byCondition[condition], clients)}</span>
            </span>
            <span className="text-xs text-ink-faint">{CONDITION_MEANING[condition]}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
