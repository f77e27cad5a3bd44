import { Time } from '@/components/ui/time'
import type { FleetSummary } from '@/lib/activation/fleet/fleet-summary'
import { formatCount, formatShare } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { Link } from '../ui/link'
import { ConditionBar } from './condition-bar'

/** The one figure the page is about, and the fleet behind it. */
export function FleetHeadline({
  fleet,
  lastImportAt,
}: {
  fleet: FleetSummary
  lastImportAt: string | undefined
}) {
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
      <ConditionBar counts={byCondition} clients={clients} />
    </section>
  )
}
