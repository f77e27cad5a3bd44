import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CrumbName } from '@/components/layout/crumb-name'
import { requireActor } from '@/lib/auth/actor'
import { loadImport, loadRejections } from '@/lib/data/imports/imports'
import { paths } from '@/lib/format/paths'
import { suggestedHostName } from '@/lib/operations/imports/suggested-host-name'
import { ImportDetail } from './import-detail'

export const metadata: Metadata = { title: 'Import' }

/** Rejected rows on the page; the download has all that are kept. */
const REJECTIONS_SHOWN = 100

interface ImportPageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<{ line?: string | string[] }>
}

export default async function ImportPage({ params, searchParams }: ImportPageProps) {
  const [{ id }, { line }] = await Promise.all([params, searchParams])
  const actor = await requireActor('import.read')
  const row = await loadImport(actor, id)
  if (!row) notFound()
  const rejections = await loadRejections(actor, id, { limit: REJECTIONS_SHOWN })
  return (
    <>
      <CrumbName path={paths.import(id)} name={`Import of ${row.fileName}`} />
      <ImportDetail
        initial={{ import: row, rejections }}
        suggestion={suggestedHostName(row.fileName) ?? null}
        canRecord={actor.can('import.record')}
        canCancel={actor.can('import.cancel')}
        line={typeof line === 'string' && /^\d{1,10}$/.test(line) ? Number(line) : null}
      />
    </>
  )
}
