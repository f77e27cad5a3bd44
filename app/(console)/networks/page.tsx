import type { Metadata } from 'next'
import { Notice } from '@/components/feedback/notice'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { requireActor } from '@/lib/auth/actor'
import { loadNetworks } from '@/lib/data/networks/networks-page'
import { loadNeverHeardCounts } from '@/lib/data/networks/never-heard'
import { neverHeardSentence } from '@/lib/data/networks/never-heard-words'
import { paths } from '@/lib/format/paths'
import { AddMenu } from './add-menu'
import { ExportLink } from './export-link'
import { ImportDialog } from './import-dialog'
import { networksSentence } from './network-words'
import { NoNetworks } from './no-networks'
import { Proposals } from './proposals'
import { UnitsTable } from './units-table'
import { ZonesTable } from './zones-table'

export const metadata: Metadata = { title: 'Networks' }

export default async function NetworksPage() {
  const actor = await requireActor('discovery.read')
  const [view, silent] = await Promise.all([loadNetworks(actor), loadNeverHeardCounts(actor, new Date())])
  const mayChange = actor.can('discovery.change')
  const isEmpty = view.units.length === 0 && view.zones.length === 0
  return (
    <div className="grid gap-8 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Networks"
        description={
          isEmpty
            ? 'Where clients belong, and in which DNS zones they look for a KMS host.'
            : networksSentence(view)
        }
        actions={
          <>
            <LinkButton href={paths.directory()}>Directories</LinkButton>
            {!isEmpty && (
              <ExportLink href={paths.api.networksExport()} mayExport={actor.can('fleet.export')} />
            )}
            <ImportDialog mayChange={mayChange} />
            <AddMenu units={view.units} mayChange={mayChange} />
          </>
        }
      />
      {silent.computers > 0 && silent.counts.active > 0 && (
        <Notice
          tone="watch"
          actions={
            <LinkButton size="small" href={paths.neverHeard()}>
              See which
            </LinkButton>
          }
        >
          {neverHeardSentence(silent)}
        </Notice>
      )}
      {isEmpty && <NoNetworks mayChange={mayChange} hasProposals={view.proposals.length > 0} />}
      {view.proposals.length > 0 && (
        <Section
          id="proposals"
          title="Zones that clients seem to use but that are not listed"
          hint="From the names of the clients seen. A listed zone is checked for the records that lead to the KMS hosts."
        >
          <Proposals proposals={view.proposals} mayChange={mayChange} />
        </Section>
      )}
      {view.zones.length > 0 && (
        <Section
          id="zones"
          title="DNS zones"
          hint="Clients ask for _vlmcs._tcp in their zone. Each registered KMS host is expected in each zone, but for the exceptions."
        >
          <ZonesTable zones={view.zones} />
        </Section>
      )}
      {view.units.length > 0 && (
        <Section id="units" title="Forests, domains and workgroups">
          <UnitsTable units={view.units} zones={view.zones} mayChange={mayChange} />
        </Section>
      )}
    </div>
  )
}
