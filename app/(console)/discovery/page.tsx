import type { Metadata } from 'next'
import { requireActor } from '@/lib/auth/actor'
import { loadCell } from '@/lib/data/discovery/cell-detail'
import { loadDiscovery } from '@/lib/data/discovery/discovery-page'
import { DiscoveryBoard } from './discovery-board'
import { loadDiscoveryParams } from './search-params'

export const metadata: Metadata = { title: 'Discovery' }

interface DiscoveryPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function DiscoveryPage({ searchParams }: DiscoveryPageProps) {
  const params = await loadDiscoveryParams(searchParams)
  const actor = await requireActor('discovery.read')
  const [zone = '', host = ''] = (params.cell ?? '').split(' ')
  const [view, cell] = await Promise.all([
    loadDiscovery(actor),
    params.cell ? loadCell(actor, { zone, host }) : undefined,
  ])
  return (
    <DiscoveryBoard
      initial={view}
      initialCell={cell}
      mayAsk={actor.can('discovery.probe')}
      mayChange={actor.can('discovery.change')}
    />
  )
}
