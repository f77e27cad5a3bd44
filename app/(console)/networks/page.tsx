import { FileUp } from 'lucide-react'
import type { Metadata } from 'next'
import { EmptyState } from '@/components/feedback/empty-state'
import { Notice } from '@/components/feedback/notice'
import { PageHeader } from '@/components/layout/page-header'
import { DownloadButton, LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { sayDifference, sayWatch } from '@/lib/activation/plan/difference-sentence'
import { requireActor } from '@/lib/auth/actor'
import { loadShownList } from '@/lib/data/lists/shown-list'
import { loadNetworks } from '@/lib/data/networks/networks-page'
import { loadNeverHeardCounts } from '@/lib/data/networks/never-heard'
import { neverHeardSentence } from '@/lib/data/networks/never-heard-words'
import { ZONES_LIST } from '@/lib/data/networks/zones-list'
import { loadPlanInForce, loadWatch } from '@/lib/data/plan/plan-store'
import type { ListRequest } from '@/lib/format/list-address'
import { paths } from '@/lib/format/paths'
import { AddMenu } from './add-menu'
import { ImportDialog } from './import-dialog'
import { ProposalsTable, UnitsTable, ZonesTable } from './network-tables'
import { NO_EXPORT, networksSentence } from './network-words'

export const metadata: Metadata = { title: 'Networks' }

interface NetworksPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function NetworksPage({ searchParams }: NetworksPageProps) {
  const params = await searchParams
  const actor = await requireActor('discovery.read')
  const now = new Date()
  const [view, silent] = await Promise.all([loadNetworks(actor), loadNeverHeardCounts(actor, now)])
  const read = (request: ListRequest) => ZONES_LIST.pageOf(view.zones, request, now)
  const shown = await loadShownList(actor, ZONES_LIST, params, now, { read })
  const { units, zones, proposals } = view
  const mayChange = actor.can('discovery.change')
  const isEmpty = units.length === 0 && zones.length === 0
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
              <DownloadButton
                href={paths.api.networksExport()}
                icon={FileUp}
                disabledReason={actor.can('fleet.export') ? undefined : NO_EXPORT}
              >
                Export
              </DownloadButton>
            )}
            <ImportDialog mayChange={mayChange} />
            <AddMenu units={units} mayChange={mayChange} />
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
      {actor.can('plan.read') && <PlanStanding now={now} />}
      {isEmpty && <NoNetworks mayChange={mayChange} hasProposals={proposals.length > 0} />}
      {proposals.length > 0 && (
        <Section
          id="proposals"
          title="Zones that clients seem to use and that are not listed"
          hint="From the names of your clients. A listed zone is checked for the SRV records that lead to the KMS hosts."
        >
          <ProposalsTable proposals={proposals} mayChange={mayChange} />
        </Section>
      )}
      {zones.length > 0 && (
        <Section
          id="zones"
          title="DNS zones"
          hint="Clients ask for _vlmcs._tcp in their zone. Each registered KMS host is expected in each zone, except where an exception is set."
        >
          <ZonesTable shown={shown} />
        </Section>
      )}
      {units.length > 0 && (
        <Section id="units" title="Forests, domains and workgroups">
          <UnitsTable units={units} zones={zones} mayChange={mayChange} />
        </Section>
      )}
    </div>
  )
}

/** How far the fleet is from the plan in force, network by network, as it was noted last. */
async function PlanStanding({ now }: { now: Date }) {
  const [plan, watch] = await Promise.all([loadPlanInForce(), loadWatch()])
  if (!plan) return null
  const differing = (watch?.differences ?? []).filter(({ what }) => what === 'method')
  return (
    <Notice
      tone={watch && watch.differing > 0 ? 'watch' : 'info'}
      title={sayWatch(plan, watch, now.getTime())}
      actions={
        <LinkButton size="small" href={paths.plan()}>
          See the plan
        </LinkButton>
      }
    >
      {differing.map((one) => (
        <p key={sayDifference(one)}>{sayDifference(one)}</p>
      ))}
    </Notice>
  )
}

/** Nothing is listed yet: the ways to begin. */
function NoNetworks({ mayChange, hasProposals }: { mayChange: boolean; hasProposals: boolean }) {
  return (
    <EmptyState
      kind="noData"
      title="No forest, domain, workgroup or DNS zone is listed yet"
      actions={
        mayChange && (
          <>
            <LinkButton look="primary" href={paths.networks({ add: 'zone' })}>
              Add a DNS zone
            </LinkButton>
            <LinkButton href={paths.directory()}>Read a directory</LinkButton>
          </>
        )
      }
    >
      {hasProposals
        ? 'The names of your clients show which zones they use: add those below.'
        : 'Add the zone your clients are in, import a list, or read it from a directory over LDAP.'}
      {!mayChange && ' A licensing admin can do that.'}
    </EmptyState>
  )
}
