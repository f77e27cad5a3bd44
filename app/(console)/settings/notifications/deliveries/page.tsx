import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { requireActor } from '@/lib/auth/actor'
import { DELIVERIES_LIST } from '@/lib/data/deliveries/deliveries-list'
import { loadShownList } from '@/lib/data/lists/shown-list'
import { DeliveriesTable } from './deliveries-table'

export const metadata: Metadata = { title: 'Deliveries' }

interface DeliveriesPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function DeliveriesPage({ searchParams }: DeliveriesPageProps) {
  const params = await searchParams
  const actor = await requireActor('channel.read')
  const shown = await loadShownList(actor, DELIVERIES_LIST, params, new Date())
  return (
    <div className="grid gap-5 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Deliveries"
        description="Every message, to every receiver: alerts, reports and tests. Each is tried six times within a day. Why a route said nothing stands on the page of the alert."
      />
      <DeliveriesTable shown={shown} />
    </div>
  )
}
