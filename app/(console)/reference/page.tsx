import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { lookUp, type ReferenceHits, referenceSizes } from '@/lib/activation/reference/look-up'
import { REFERENCE_KINDS, type ReferenceKind } from '@/lib/activation/reference/reference-kind'
import { requireActor } from '@/lib/auth/actor'
import { loadReasonCounts } from '@/lib/data/clients/reason-counts'
import { loadReferenceBook } from '@/lib/data/reference/own-entries'
import { loadPendingRelabels } from '@/lib/data/reference/pending-relabels'
import { ExportLink } from './export-link'
import { Found } from './found'
import { ImportDialog } from './import/import-dialog'
import { KindLinks } from './kind-links'
import { ReferenceMap } from './reference-map'
import { Relabelling } from './relabelling'
import { SearchBox } from './search-box'
import { referenceParams } from './search-params'

export const metadata: Metadata = { title: 'Reference' }

interface ReferencePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Looks things up on the server: the tables never travel to the browser. */
export default async function ReferencePage({ searchParams }: ReferencePageProps) {
  const { q, kind } = await referenceParams(searchParams)
  const actor = await requireActor('reference.read')
  const [counts, book, relabels] = await Promise.all([
    loadReasonCounts(actor, new Date()),
    loadReferenceBook(actor),
    loadPendingRelabels(actor),
  ])
  const clients = new Map(counts.map((row) => [row.reason, row.clients]))
  const mayChange = actor.can('reference.change')
  const hits = q === '' && kind === null ? undefined : lookUp(q, book)
  const sizes = hits === undefined ? referenceSizes(book) : sizesOf(hits)
  return (
    <div className="grid gap-5 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Reference"
        description="What a code, a product, a key, an event or a word means, each with its source."
        actions={
          <>
            <ExportLink entries={book.own.length} />
            <ImportDialog mayChange={mayChange} />
          </>
        }
      />
      <Relabelling key={relabels.map(({ askedAt }) => askedAt).join()} initial={relabels} />
      <SearchBox q={q} kind={kind} />
      <KindLinks q={q} kind={kind} counts={sizes} />
      {hits === undefined ? (
        <ReferenceMap clients={clients} book={book} mayChange={mayChange} />
      ) : (
        <Found q={q} kind={kind} hits={hits} clients={clients} mayChange={mayChange} />
      )}
    </div>
  )
}

function sizesOf(hits: ReferenceHits) {
  return Object.fromEntries(REFERENCE_KINDS.map((one) => [one, hits[one].length])) as Record<
    ReferenceKind,
    number
  >
}
