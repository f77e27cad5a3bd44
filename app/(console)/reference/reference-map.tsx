import Link from 'next/link'
import { Card, Section } from '@/components/ui/card'
import { explainReason, isHarmless, type ReasonExplanation } from '@/lib/activation/reason/explain-reason'
import { SUCCESS_CODE } from '@/lib/activation/reason/reason-code'
import { REASON_ROWS } from '@/lib/activation/reason/reason-codes'
import { REFERENCE_SIZES } from '@/lib/activation/reference/look-up'
import { REFERENCE_KINDS } from '@/lib/activation/reference/reference-kind'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { FoundCodes } from './found-codes'
import { KIND_WORDS } from './kind-words'

const MOST_FREQUENT = 8

/** What can be looked up, the codes of this fleet, and those that alarm for nothing. */
export function ReferenceMap({ clients }: { clients: ReadonlyMap<string, number> }) {
  const frequent = [...clients.keys()].slice(0, MOST_FREQUENT).map((code) => explainReason(code))
  return (
    <div className="grid gap-8 grid-cols-[minmax(0,1fr)]">
      <ul aria-label="What can be looked up" className="grid gap-3 sm:grid-cols-2 xl:grid-cols-5">
        {REFERENCE_KINDS.map((kind) => (
          <li key={kind} className="grid">
            <KindCard kind={kind} />
          </li>
        ))}
      </ul>
      {frequent.length > 0 && (
        <Section
          id="frequent"
          title="Most frequent in this fleet"
          hint="Reason codes that clients give at present."
        >
          <FoundCodes label="Most frequent in this fleet" rows={frequent} clients={clients} />
        </Section>
      )}
      <Section
        id="harmless"
        title="Look like errors and are not"
        hint="Codes that come with a license that is well, or is on its way to be."
      >
        <FoundCodes label="Look like errors and are not" rows={harmless()} clients={clients} />
      </Section>
    </div>
  )
}

function harmless(): ReasonExplanation[] {
  return REASON_ROWS.filter(({ code }) => isHarmless(code) && code !== SUCCESS_CODE).map(({ code }) =>
    explainReason(code),
  )
}

function KindCard({ kind }: { kind: (typeof REFERENCE_KINDS)[number] }) {
  const { label, what, examples } = KIND_WORDS[kind]
  return (
    <Card className="grid gap-2 content-start">
      <h2 className="flex items-baseline justify-between gap-2">
        <Link href={paths.reference({ kind })} className="link font-semibold">
          {label}
        </Link>
        <span className="text-table text-ink-soft">{formatCount(REFERENCE_SIZES[kind])}</span>
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
