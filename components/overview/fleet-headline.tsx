import { CONDITION_MEANING, CONDITION_WORD } from '@/components/license/condition'
import { ConditionBar } from '@/components/license/condition-bar'
import { ConditionMark } from '@/components/license/condition-mark'
import { Time } from '@/components/ui/time'
import type { FamilyCount, FleetSummary } from '@/lib/activation/fleet/fleet-summary'
import { CONDITIONS } from '@/lib/activation/words/labels'
import { formatCount, formatShare } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { Link } from '../ui/link'

interface FleetHeadlineProps {
  fleet: FleetSummary
  licenses: readonly FamilyCount[]
  lastImportAt: string | undefined
}

/** The one figure the page is about, and the fleet behind it: as one bar, and its parts in words and numbers beneath. */
export function FleetHeadline({ fleet, licenses, lastImportAt }: FleetHeadlineProps) {
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
          <Link href={paths.licensesList({ state: 'licensed' })} className="link">
            {formatCount(sum(licenses, ({ byCondition: states }) => states.licensed ?? 0))} of{' '}
            {formatCount(sum(licenses, ({ count }) => count))} licenses
          </Link>
        </p>
        {lastImportAt && (
          <p className="text-table text-ink-soft">
            last import <Time at={lastImportAt} />
          </p>
        )}
      </div>
      <ConditionBar counts={byCondition} hrefOf={(state) => paths.clients({ state })} />
      <Figures fleet={fleet} />
    </section>
  )
}

const sum = (licenses: readonly FamilyCount[], of: (family: FamilyCount) => number) =>
  licenses.reduce((total, family) => total + of(family), 0)

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
