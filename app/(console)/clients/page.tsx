import type { Metadata } from 'next'
import { requireActor } from '@/lib/auth/actor'
import { loadClients } from '@/lib/data/clients/clients-list'
import { loadClientsParams, requestOf, rowsQuery } from '@/lib/format/clients-address'
import { ClientsView } from './clients-view'

export const metadata: Metadata = { title: 'Clients' }

interface ClientsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ClientsPage({ searchParams }: ClientsPageProps) {
  const params = await loadClientsParams(searchParams)
  const actor = await requireActor('fleet.read')
  const initial = await loadClients(actor, requestOf(params), new Date())
  return (
    <ClientsView
      initial={initial}
      initialQuery={rowsQuery(params)}
      mayExport={actor.can('fleet.export')}
      mayPrepare={actor.can('exchange.change')}
      mayChange={actor.can('fleet.change')}
    />
  )
}
