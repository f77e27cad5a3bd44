import type { Metadata } from 'next'
import { EmptyState } from '@/components/feedback/empty-state'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { requireActor } from '@/lib/auth/actor'
import { type ImportBacklog, loadImportBacklog, MOST_WAITING } from '@/lib/data/imports/import-backlog'
import { loadSourceMachines, loadSources, type SourceRow } from '@/lib/data/sources/sources-page'
import { formatBytes, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { SourcesTable } from './sources-table'

export const metadata: Metadata = { title: 'Sources' }

export default async function SourcesPage() {
  const actor = await requireActor('import.read')
  const now = new Date()
  const machines = loadSourceMachines(actor)
  // Awaited where it is shown; a failure before then is shown there too.
  machines.catch(() => undefined)
  const [sources, backlog] = await Promise.all([loadSources(actor, now), loadImportBacklog()])
  return (
    <div className="grid gap-5 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Sources"
        description={[headline(sources), sayBacklog(backlog)].filter(Boolean).join(' ')}
        actions={actor.can('token.read') && <LinkButton href={paths.tokens()}>API tokens</LinkButton>}
      />
      {sources.length === 0 ? (
        <EmptyState kind="noData" title="Nothing feeds the console yet">
          Create a token for a collector, name a folder in WATCH_DIRECTORY, or import a file. Each shows here
          with how often it comes and what it could not say.
        </EmptyState>
      ) : (
        <SourcesTable sources={sources} machines={machines} now={now.getTime()} />
      )}
    </div>
  )
}

function sayBacklog({ files, bytes }: ImportBacklog): string {
  if (files === 0) return ''
  const waiting = `${formatCountOf(files, 'file waits', 'files wait')} to be read (${formatBytes(bytes)})`
  return `${waiting}; beyond ${MOST_WAITING.files} or ${formatBytes(MOST_WAITING.bytes)} programs are told to come again.`
}

/** What a person must know first: who has gone quiet, and who has trouble. */
function headline(sources: readonly SourceRow[]): string {
  const count = (has: (source: SourceRow) => boolean) => sources.filter(has).length
  const stale = count(({ standing }) => standing.state === 'stale')
  const troubled = count(({ standing, troubles }) => standing.state !== 'stale' && troubles.length > 0)
  const parts = [
    stale > 0 && `${formatCountOf(stale, 'source has', 'sources have')} gone quiet`,
    troubled > 0 && `${formatCountOf(troubled, 'source needs', 'sources need')} somebody`,
  ].filter(Boolean)
  if (sources.length === 0) return 'What feeds the console, and whether it still does.'
  return parts.length === 0
    ? 'Everything that feeds the console comes as it usually does.'
    : `${parts.join('; ')}.`
}
