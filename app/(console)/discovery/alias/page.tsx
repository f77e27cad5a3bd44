import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { requireActor } from '@/lib/auth/actor'
import { loadAliasChoices } from '@/lib/data/discovery/alias-choices'
import { paths } from '@/lib/format/paths'
import { AliasWizard } from './alias-wizard'
import { loadAliasParams, serializeAliasParams } from './search-params'

export const metadata: Metadata = { title: 'Round-robin name' }

interface AliasPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AliasPage({ searchParams }: AliasPageProps) {
  const params = await loadAliasParams(searchParams)
  const actor = await requireActor(
    'discovery.read',
    `${paths.discoveryAlias()}${serializeAliasParams(params)}`,
  )
  const choices = await loadAliasChoices(actor)
  return (
    <div className="grid gap-8 max-w-[60rem] grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Round-robin name"
        description="One name for two or more KMS hosts, for images and machines that cannot find them by SRV records. DNS gives the addresses in turn; a host that leaves is taken out in DNS, not in every image."
      />
      <AliasWizard choices={choices} mayAsk={actor.can('discovery.probe')} />
    </div>
  )
}
