import { FileUp } from 'lucide-react'
import type { Metadata } from 'next'
import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { PageHeader } from '@/components/layout/page-header'
import { Button, buttonClasses } from '@/components/ui/button'
import { LinkTab, LinkTabs } from '@/components/ui/link-tabs'
import { lookUp, referenceSizes } from '@/lib/activation/reference/look-up'
import { lookUpText } from '@/lib/activation/reference/look-up-text'
import { REFERENCE_KINDS, type ReferenceKind } from '@/lib/activation/reference/reference-kind'
import { requireActor } from '@/lib/auth/actor'
import { loadReasonCounts } from '@/lib/data/clients/reason-counts'
import { loadReferenceBook } from '@/lib/data/reference/own-entries'
import { loadPendingRelabels } from '@/lib/data/reference/pending-relabels'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { Found } from './found'
import { ImportDialog } from './import-dialog'
import { ReferenceMap } from './reference-map'
import { KIND_WORDS } from './reference-words'
import { Relabelling } from './relabelling'
import { SearchBox } from './search-box'

export const metadata: Metadata = { title: 'Reference' }

/** What the address holds. Nonsense falls back to everything. */
const loadParams = createLoader({
  q: parseAsString.withDefault(''),
  kind: parseAsStringLiteral(REFERENCE_KINDS),
})

interface ReferencePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Looks things up on the server: the tables never travel to the browser. */
export default async function ReferencePage({ searchParams }: ReferencePageProps) {
  const { q: asked, kind } = await loadParams(searchParams)
  // A product key in the address is cut to its last five.
  const q = lookUpText(asked.slice(0, 200))
  const actor = await requireActor('reference.read')
  const [counts, book, relabels] = await Promise.all([
    loadReasonCounts(actor),
    loadReferenceBook(actor),
    loadPendingRelabels(actor),
  ])
  const clients = new Map(counts.map((row) => [row.reason, row.clients]))
  const mayChange = actor.can('reference.change')
  const hits = q === '' && kind === null ? undefined : lookUp(q, book)
  const sizes = referenceSizes(book)
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
      <KindLinks q={q} kind={kind} countOf={(one) => hits?.[one].length ?? sizes[one]} />
      {hits === undefined ? (
        <ReferenceMap clients={clients} book={book} mayChange={mayChange} />
      ) : (
        <Found q={q} kind={kind} hits={hits} clients={clients} mayChange={mayChange} />
      )}
    </div>
  )
}

/** Our entries as a file; shown disabled where there are none. */
function ExportLink({ entries }: { entries: number }) {
  if (entries === 0) {
    return (
      <Button icon={FileUp} disabledReason="Nothing has been added or corrected here yet.">
        Export our entries
      </Button>
    )
  }
  return (
    <a href={paths.api.referenceExport()} download className={buttonClasses({})}>
      <FileUp aria-hidden className="size-4 shrink-0" />
      Export our entries
    </a>
  )
}

interface KindLinksProps {
  q: string
  kind: ReferenceKind | null
  countOf: (kind: ReferenceKind) => number
}

/** Narrows to one kind; the count of each says where the hits are. */
function KindLinks({ q, kind, countOf }: KindLinksProps) {
  return (
    <LinkTabs label="Kinds">
      <LinkTab href={paths.reference({ q })} current={kind === null}>
        Everything
      </LinkTab>
      {REFERENCE_KINDS.map((one) => (
        <LinkTab
          key={one}
          href={paths.reference({ q, kind: one })}
          current={kind === one}
          count={formatCount(countOf(one))}
        >
          {KIND_WORDS[one].label}
        </LinkTab>
      ))}
    </LinkTabs>
  )
}
