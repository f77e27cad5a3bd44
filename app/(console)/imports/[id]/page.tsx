import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { CrumbName } from '@/components/layout/crumb-name'
import { requireActor } from '@/lib/auth/actor'
import { loadImport, loadRejections } from '@/lib/data/imports/imports'
import { paths } from '@/lib/format/paths'
import { suggestedHostName } from '@/lib/operations/imports/suggested-host-name'
import { ImportDetail } from './import-detail'

/** Rejected rows on the page; the download has all that are kept. */
const REJECTIONS_SHOWN = 100

interface ImportPageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<{ line?: string | string[] }>
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
  const [{ id }, { line }] = await Promise.all([params, searchParams])
  const { actor, row } = await load(id)
  if (!row) notFound()
  const rejections = await loadRejections(actor, id, { limit: REJECTIONS_SHOWN })
  return (
    <>
      <CrumbName path={paths.import(id)} name={nameOf(row)} />
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

const nameOf = ({ fileName }: { fileName: string }) => `Import of ${fileName}`
