import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { requireActor } from '@/lib/auth/actor'
import { loadAliasChoices } from '@/lib/data/discovery/alias-choices'
import { AliasWizard } from './alias-wizard'

export const metadata: Metadata = { title: 'Round-robin name' }

export default async function AliasPage() {
  const actor = await requireActor('discovery.read')
  const choices = await loadAliasChoices(actor)
  return (
    <div className="grid gap-8 max-w-[60rem] grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Round-robin name"
        description="One name for two or more KMS hosts, for images and machines that cannot find them by SRV records. DNS hands out the addresses in turn. When a host leaves, you change DNS, not every image."
      />
      <AliasWizard choices={choices} mayAsk={actor.can('discovery.probe')} />
    </div>
  )
}
