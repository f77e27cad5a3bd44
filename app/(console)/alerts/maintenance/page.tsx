import type { Metadata } from 'next'
import { EmptyState } from '@/components/feedback/empty-state'
import { PageHeader } from '@/components/layout/page-header'
import { requireActor } from '@/lib/auth/actor'
import { loadMaintenanceFor, loadMaintenanceTargets } from '@/lib/data/alerts/maintenance'
import { AddMaintenance, MaintenanceTable } from './maintenance-table'

export const metadata: Metadata = { title: 'Maintenance' }

export default async function MaintenancePage() {
  const actor = await requireActor('alert.rules')
  const mayChange = actor.can('alert.change')
  const now = new Date()
  const [windows, targets] = await Promise.all([
    loadMaintenanceFor(actor, now),
    mayChange ? loadMaintenanceTargets(actor) : undefined,
  ])
  return (
    <div className="grid gap-5 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Maintenance"
        description="While a window is open, alerts of its host, its site or everything open muted. What still holds at its end is open then."
        actions={targets && <AddMaintenance targets={targets} />}
      />
      {windows.length === 0 ? (
        <EmptyState kind="noData" title="No maintenance is planned">
          Windows that ended stay here for 30 days.
        </EmptyState>
      ) : (
        <MaintenanceTable windows={windows} now={now.toISOString()} mayChange={mayChange} />
      )}
    </div>
  )
}
