import type { Metadata } from 'next'
import { EmptyState } from '@/components/feedback/empty-state'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/ui/card'
import { requireActor } from '@/lib/auth/actor'
import { loadSharedCmids, type SharedCmidsView } from '@/lib/data/kms-hosts/shared-cmids'
import { formatCountOf } from '@/lib/format/counts'
import { Cluster } from './cluster'
import { Remedy } from './remedy'

export const metadata: Metadata = { title: 'Shared CMIDs' }

export default async function SharedCmidsPage() {
  const actor = await requireActor('fleet.read')
  const view = await loadSharedCmids(actor, new Date())
  return (
    <div className="grid gap-8 max-w-[84rem] grid-cols-[minmax(0,1fr)]">
      <PageHeader title="Shared CMIDs" description={summary(view)} />
      {view.open.length === 0 && view.solved.length === 0 && (
        <EmptyState kind="noData" title="No two machines share a CMID">
          Machines cloned from an image that was not generalised would show up here as soon as two of them
          ask.
        </EmptyState>
      )}
      {view.open.length > 0 && (
        <>
          <Remedy />
          <Section id="open" title="Shared now" hint={RULE}>
            {view.open.map((cluster) => (
              <Cluster key={`${cluster.cmid} ${cluster.application}`} cluster={cluster} />
            ))}
          </Section>
        </>
      )}
      {view.solved.length > 0 && (
        <Section
          id="solved"
          title="Solved"
          hint="At most one machine uses the CMID now; the others have one of their own, or fell silent for 30 days."
        >
          {view.solved.map((cluster) => (
            <Cluster key={`${cluster.cmid} ${cluster.application}`} cluster={cluster} />
          ))}
        </Section>
      )}
    </div>
  )
}

const RULE =
  'Machines that used one CMID at the same time, or three or more within 30 days. A machine that was renamed uses its CMID under one name after the other, and is not listed.'

function summary({ open }: SharedCmidsView): string {
  if (open.length === 0) return 'A KMS host counts machines by their CMID. Every machine has one of its own.'
  const machines = open.reduce((sum, { sharing }) => sum + sharing, 0)
  const lost = machines - open.length
  return `${formatCountOf(machines, 'machine')} share ${formatCountOf(open.length, 'CMID')}. KMS hosts count ${lost} fewer than ask them.`
}
