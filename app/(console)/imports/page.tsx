import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { requireActor } from '@/lib/auth/actor'
import { loadImports } from '@/lib/data/imports/imports'
import { paths } from '@/lib/format/paths'
import { uploadLimitBytes } from '@/lib/operations/imports/upload-limit'
import { ImportsBoard } from './imports-board'

export const metadata: Metadata = { title: 'Imports' }

interface ImportsPageProps {
  /** before: the place in the list; nonsense is its beginning. source: imports of that source alone. */
  searchParams: Promise<{ before?: string | string[]; source?: string | string[] }>
}

export default async function ImportsPage({ searchParams }: ImportsPageProps) {
  const asked = await searchParams
  const [before, source] = [asked.before, asked.source].map((one) =>
    typeof one === 'string' && one !== '' ? one : undefined,
  )
  const actor = await requireActor('import.read')
  const { imports, next } = await loadImports(actor, { before, source })
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Imports"
        description="Import what your machines and KMS hosts report about their licenses. You see what a file would change before anything changes."
        actions={<LinkButton href={paths.collector()}>Collect automatically</LinkButton>}
      />
      <ImportsBoard
        query={{ before, source }}
        initial={{ imports, next: next ?? null }}
        canCreate={actor.can('import.create')}
        canRecord={actor.can('import.record')}
        limitBytes={uploadLimitBytes()}
      />
    </div>
  )
}
