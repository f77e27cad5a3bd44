import { Card, Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { explainReason, isHarmless, type ReasonExplanation } from '@/lib/activation/reason/explain-reason'
import { SUCCESS_CODE } from '@/lib/activation/reason/reason-code'
import { REASON_ROWS } from '@/lib/activation/reason/reason-codes'
import { referenceSizes } from '@/lib/activation/reference/look-up'
import type { ReferenceBook } from '@/lib/activation/reference/reference-book'
import { REFERENCE_KINDS, type ReferenceKind } from '@/lib/activation/reference/reference-kind'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { codeRows } from './found'
import { FoundCodes } from './found-tables'
import { OwnEntries } from './own-entries'
import { KIND_WORDS } from './reference-words'

const MOST_FREQUENT = 8

interface ReferenceMapProps {
  clients: ReadonlyMap<string, number>
  book: ReferenceBook
  mayChange: boolean
}

/** What can be looked up, what is ours, the codes of this fleet, and those that only look like errors. */
export function ReferenceMap({ clients, book, mayChange }: ReferenceMapProps) {
  const sizes = referenceSizes(book)
  const frequent = [...clients.keys()]
    .slice(0, MOST_FREQUENT)
    .map((code) => explainReason(code, {}, book.reasons))
  return (
    <div className="grid gap-8 grid-cols-[minmax(0,1fr)]">
      <ul
        aria-label="What can be looked up"
        className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4"
      >
        {REFERENCE_KINDS.map((kind) => (
          <li key={kind} className="grid">
            <KindCard kind={kind} size={sizes[kind]} />
          </li>
        ))}
      </ul>
      <OwnEntries entries={book.own} mayChange={mayChange} />
      {frequent.length > 0 && (
        <Section
          id="frequent"
          title="Most frequent in this fleet"
          hint="Reason codes that clients report now."
        >
          <FoundCodes label="Most frequent in this fleet" rows={codeRows(frequent, clients)} />
        </Section>
      )}
      <Section
        id="harmless"
        title="Look like errors but are not"
        hint="Codes that appear with a license that is fine, or about to be."
      >
        <FoundCodes label="Look like errors but are not" rows={codeRows(harmless(book), clients)} />
      </Section>
    </div>
  )
}

function harmless({ reasons }: ReferenceBook): ReasonExplanation[] {
  return REASON_ROWS.filter(({ code }) => isHarmless(code) && code !== SUCCESS_CODE).map(({ code }) =>
    explainReason(code, {}, reasons),
  )
}

function KindCard({ kind, size }: { kind: ReferenceKind; size: number }) {
  const { label, what, examples } = KIND_WORDS[kind]
  return (
    <Card className="grid gap-2 content-start">
      <h2 className="flex items-baseline justify-between gap-2">
        <Link href={paths.reference({ kind })} className="link font-semibold">
          {label}
        </Link>
        <span className="text-table text-ink-soft">{formatCount(size)}</span>
      </h2>
      <p className="text-ink-soft">{what}</p>
      <p className="flex flex-wrap gap-x-3 gap-y-1 text-table">
        {examples.map((example) => (
          <Link key={example} href={paths.reference({ q: example, kind })} className="link font-mono">
            {example}
          </Link>
        ))}
      </p>
    </Card>
  )
}
