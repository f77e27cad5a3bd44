import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { requireActor } from '@/lib/auth/actor'
import { IMPORTS_LIST } from '@/lib/data/imports/imports-list'
import { loadShownList } from '@/lib/data/lists/shown-list'
import { paths } from '@/lib/format/paths'
import { uploadLimitBytes } from '@/lib/operations/imports/upload-limit'
import { ImportsBoard } from './imports-board'

export const metadata: Metadata = { title: 'Imports' }

interface ImportsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ImportsPage({ searchParams }: ImportsPageProps) {
  const params = await searchParams
  const actor = await requireActor('import.read')
  const shown = await loadShownList(actor, IMPORTS_LIST, params, new Date())
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Imports"
        description="Import what your machines and KMS hosts report about their licenses. You see what a file would change before anything changes."
        actions={<LinkButton href={paths.collector()}>Collect automatically</LinkButton>}
      />
      <ImportsBoard
        shown={shown}
        canCreate={actor.can('import.create')}
        canRecord={actor.can('import.record')}
        canDiscard={actor.can('import.cancel')}
        limitBytes={uploadLimitBytes()}
      />
    </div>
  )
}
