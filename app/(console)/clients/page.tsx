import type { Metadata } from 'next'
import { requireActor } from '@/lib/auth/actor'
import { loadClients } from '@/lib/data/clients/clients-list'
import { paths } from '@/lib/format/paths'
import { ClientsView } from './clients-view'
import { loadClientsParams, requestOf, rowsQuery, serializeClientsParams } from './search-params'

export const metadata: Metadata = { title: 'Clients' }

interface ClientsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ClientsPage({ searchParams }: ClientsPageProps) {
  const params = await loadClientsParams(searchParams)
  const actor = await requireActor('fleet.read', `${paths.clients()}${serializeClientsParams(params)}`)
  const initial = await loadClients(actor, requestOf(params), new Date())
  return (
    <ClientsView
      initial={initial}
      initialQuery={rowsQuery(params)}
      mayExport={actor.can('fleet.export')}
      mayPrepare={actor.can('exchange.change')}
    />
  )
}
