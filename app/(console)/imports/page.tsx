import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { requireActor } from '@/lib/auth/actor'
import { loadImports } from '@/lib/data/imports/imports'
import { uploadLimitBytes } from '@/lib/operations/imports/upload-limit'
import { ImportsBoard } from './imports-board'
import { parseImportsQuery } from './imports-query'

export const metadata: Metadata = { title: 'Imports' }

interface ImportsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ImportsPage({ searchParams }: ImportsPageProps) {
  const query = parseImportsQuery(await searchParams)
  const actor = await requireActor('import.read')
  const { imports, next } = await loadImports(actor, query)
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Imports"
        description="What your machines and KMS hosts say about their licenses comes in here. You see what a file would change before anything changes."
      />
      <ImportsBoard
        before={query.before}
        initial={{ imports, next: next ?? null }}
        canCreate={actor.can('import.create')}
        canRecord={actor.can('import.record')}
        limitBytes={uploadLimitBytes()}
      />
    </div>
  )
}
