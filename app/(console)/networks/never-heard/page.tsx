import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { requireActor } from '@/lib/auth/actor'
import { loadNeverHeard } from '@/lib/data/networks/never-heard'
import { loadNeverHeardParams } from '@/lib/data/networks/never-heard-address'
import { neverHeardSentence } from '@/lib/data/networks/never-heard-words'
import { paths } from '@/lib/format/paths'
import { ExportLink } from '../export-link'
import { NeverHeardFilter } from './never-heard-filter'
import { NeverHeardTable } from './never-heard-table'

export const metadata: Metadata = { title: 'Never heard of' }

export default async function NeverHeardPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await loadNeverHeardParams(searchParams)
  const actor = await requireActor('discovery.read')
  const now = new Date()
  const view = await loadNeverHeard(actor, params, now)
  return (
    <div className="grid gap-4 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="In the directory, never heard of"
        description={
          view.computers === 0
            ? 'Computers that a directory knows and that never reported appear here.'
            : `${neverHeardSentence(view)} They are not counted as clients until something is known of their license: run slmgr.vbs /dlv on them, or import the event log of the KMS host they ask.`
        }
        actions={
          <>
            <LinkButton href={paths.directory()}>Directories</LinkButton>
            <ExportLink
              href={paths.api.neverHeardExport({ q: params.q, show: params.show })}
              mayExport={actor.can('fleet.export')}
            />
          </>
        }
      />
      {view.computers > 0 && <NeverHeardFilter params={params} counts={view.counts} />}
      <NeverHeardTable view={view} params={params} now={now.toISOString()} />
    </div>
  )
}
