import type { Metadata } from 'next'
import { requireActor } from '@/lib/auth/actor'
import { loadDiscovery } from '@/lib/data/discovery/discovery-view'
import { paths } from '@/lib/format/paths'
import { DiscoveryBoard } from './discovery-board'
import { loadDiscoveryParams, serializeDiscoveryParams } from './search-params'

export const metadata: Metadata = { title: 'Discovery' }

interface DiscoveryPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function DiscoveryPage({ searchParams }: DiscoveryPageProps) {
  const params = await loadDiscoveryParams(searchParams)
  const path = `${paths.discovery()}${serializeDiscoveryParams(params)}`
  const actor = await requireActor('discovery.read', path)
  const view = await loadDiscovery(actor)
  return (
    <DiscoveryBoard
      initial={view}
      mayAsk={actor.can('discovery.probe')}
      mayChange={actor.can('discovery.change')}
    />
  )
}
