import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { CrumbName } from '@/components/layout/crumb-name'
import { requireActor } from '@/lib/auth/actor'
import { IMPORT_CHANGES_LIST } from '@/lib/data/imports/import-changes'
import { loadImport, loadRejections } from '@/lib/data/imports/imports'
import { loadShownList } from '@/lib/data/lists/shown-list'
import { paths } from '@/lib/format/paths'
import { suggestedHostName } from '@/lib/operations/imports/suggested-host-name'
import { ImportDetail } from './import-detail'

/** Rejected rows on the page; the download has all that are kept. */
const REJECTIONS_SHOWN = 100

interface ImportPageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Read once a request, for the title and for the page. */
const load = cache(async (id: string) => {
  const actor = await requireActor('import.read')
  return { actor, row: await loadImport(actor, id) }
})

export async function generateMetadata({ params }: ImportPageProps): Promise<Metadata> {
  const { row } = await load((await params).id)
  return { title: row ? nameOf(row) : 'Import' }
}

export default async function ImportPage({ params, searchParams }: ImportPageProps) {
  const [{ id }, query] = await Promise.all([params, searchParams])
  const { line } = query
  const { actor, row } = await load(id)
  if (!row) notFound()
  const rejections = await loadRejections(actor, id, { limit: REJECTIONS_SHOWN })
  const changes =
    row.status === 'ready'
      ? await loadShownList(actor, IMPORT_CHANGES_LIST, query, new Date(), { of: id })
      : undefined
  return (
    <>
      <CrumbName path={paths.import(id)} name={nameOf(row)} />
      <ImportDetail
        initial={{ import: row, rejections }}
        changes={changes}
        suggestion={suggestedHostName(row.fileName) ?? null}
        canRecord={actor.can('import.record')}
        canCancel={actor.can('import.cancel')}
        line={typeof line === 'string' && /^\d{1,10}$/.test(line) ? Number(line) : null}
      />
    </>
  )
}

const nameOf = ({ fileName }: { fileName: string }) => `Import of ${fileName}`
