import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { requireActor } from '@/lib/auth/actor'
import { FORGOTTEN_LIST } from '@/lib/data/clients/forgotten-list'
import { loadShownList } from '@/lib/data/lists/shown-list'
import { ForgottenTable } from './forgotten-table'

export const metadata: Metadata = { title: 'Forgotten machines' }

interface ForgottenPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ForgottenPage({ searchParams }: ForgottenPageProps) {
  const params = await searchParams
  const actor = await requireActor('fleet.read')
  return (
    <div className="grid gap-5 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Forgotten machines"
        description="Machines that count nowhere any more. Their history is kept. One comes back with the next news of it, or when a licensing admin brings it back."
      />
      <ForgottenTable
        shown={await loadShownList(actor, FORGOTTEN_LIST, params, new Date())}
        mayChange={actor.can('fleet.change')}
      />
    </div>
  )
}
