import type { Metadata } from 'next'
import { requireActor } from '@/lib/auth/actor'
import { loadClients } from '@/lib/data/clients/clients-list'
import { countForgotten } from '@/lib/data/clients/forgotten-list'
import { loadOwnFrame } from '@/lib/data/views/list-look'
import { loadClientsParams, requestOf, rowsQuery } from '@/lib/format/clients-address'
import { ClientsView } from './clients-view'

export const metadata: Metadata = { title: 'Clients' }

interface ClientsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ClientsPage({ searchParams }: ClientsPageProps) {
  const asked = await loadClientsParams(searchParams)
  const actor = await requireActor('machine.read')
  const frame = await loadOwnFrame(actor, 'clients')
  const params = { ...asked, size: asked.size ?? frame.look.size }
  const initial = await loadClients(actor, requestOf(params), new Date())
  return (
    <ClientsView
      initial={initial}
      initialQuery={rowsQuery(params)}
      frame={frame}
      mayPrepare={actor.can('exchange.change')}
      mayChange={actor.can('fleet.change')}
      forgotten={actor.can('fleet.read') ? await countForgotten(actor) : 0}
    />
  )
}
