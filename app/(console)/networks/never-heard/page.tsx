import { FileUp } from 'lucide-react'
import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { PageHeader } from '@/components/layout/page-header'
import { DownloadButton, LinkButton } from '@/components/ui/button'
import { requireActor } from '@/lib/auth/actor'
import { loadNeverHeard } from '@/lib/data/networks/never-heard'
import { loadNeverHeardParams } from '@/lib/data/networks/never-heard-address'
import { neverHeardSentence } from '@/lib/data/networks/never-heard-words'
import { paths } from '@/lib/format/paths'
import { NO_EXPORT } from '../network-words'
import { NeverHeardFilter, NeverHeardTable } from './never-heard-table'

export const metadata: Metadata = { title: 'Never reported' }

export default async function NeverHeardPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await loadNeverHeardParams(searchParams)
  const actor = await requireActor('discovery.read')
  const now = new Date()
  const view = await loadNeverHeard(actor, params, now)
  return (
    <div className="grid gap-4 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Computers that never reported"
        description={
          view.computers === 0
            ? 'Computers in a directory that never reported appear here.'
            : `${neverHeardSentence(view)} They are not counted as clients until their license is known: read them with the collector, run slmgr.vbs /dlv on them, or import the event log of the KMS host they ask.`
        }
        actions={
          <>
            <LinkButton href={paths.attempts()}>Collection attempts</LinkButton>
            <LinkButton href={paths.directory()}>Directories</LinkButton>
            <DownloadButton
              href={paths.api.neverHeardExport({ q: params.q, show: params.show })}
              icon={FileUp}
              disabledReason={actor.can('fleet.export') ? undefined : NO_EXPORT}
            >
              Export
            </DownloadButton>
          </>
        }
      />
      {view.computers > 0 && <NeverHeardFilter view={view} params={params} />}
      <NeverHeardTable view={view} params={params} now={now.toISOString()} />
    </div>
  )
}
