import type { Metadata } from 'next'
import { EmptyState } from '@/components/feedback/empty-state'
import { Notice } from '@/components/feedback/notice'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { requireActor } from '@/lib/auth/actor'
import { type BelongingRules, loadBelongingRules } from '@/lib/data/belonging/belonging-rules'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { ListDialog } from './list-dialog'
import { RuleDialog } from './rule-dialog'
import { RuleTable } from './rule-table'

export const metadata: Metadata = { title: 'Sites and owners' }

export default async function SitesPage() {
  const actor = await requireActor('fleet.change')
  const { rules, left, words } = await loadBelongingRules(actor)
  return (
    <div className="grid gap-8 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Sites and owners"
        description="To whom machines belong. What is set by hand counts before lists, and lists count before rules; tags add up."
        actions={
          <>
            <ListDialog />
            <RuleDialog />
          </>
        }
      />
      {left > 0 && (
        <Notice tone="watch" title="Being applied">
          {formatCountOf(left, 'machine')} still {left === 1 ? 'has' : 'have'} what earlier rules said. Reload
          the page to see how far it is.
        </Notice>
      )}
      <Section
        id="rules"
        title="Rules"
        hint="By name, DNS zone or organizational unit. For each of site, owner and department the first rule that matches and says it counts."
      >
        {rules.length === 0 ? (
          <EmptyState kind="noData" title="No rules yet">
            A rule such as ber-* gives every machine of that name a site, also those that report later.
          </EmptyState>
        ) : (
          <RuleTable rules={rules} />
        )}
      </Section>
      <Section id="words" title="Lists and by hand" hint="Select machines on Clients to set theirs by hand.">
        <Words words={words} />
      </Section>
    </div>
  )
}

function Words({ words: { byHand, byList, waiting } }: Pick<BelongingRules, 'words'>) {
  return (
    <p>
      {formatCountOf(byHand, 'machine')} set by hand, {formatCount(byList)} by lists
      {waiting > 0 && `; ${formatCount(waiting)} of them have not reported yet and get it when they do`}.{' '}
      <Link className="link" href={paths.clients({ group: 'site' })}>
        Clients by site
      </Link>
    </p>
  )
}
