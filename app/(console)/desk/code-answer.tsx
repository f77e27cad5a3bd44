import { OWNER_WORD } from '@/components/license/reason-words'
import { Fact, Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import type { ReasonExplanation } from '@/lib/activation/reason/explain-reason'
import { paths } from '@/lib/format/paths'

/** A code that the text names. */
export function CodeAnswer({ row }: { row: ReasonExplanation }) {
  const { code, meaning, cause, remedy, owner, source, own } = row
  return (
    <article className="rounded-md border bg-raised min-w-0">
      <header className="grid gap-0.5 px-4 py-3 border-b">
        <h3 className="text-table text-ink-soft">
          Code{' '}
          <Link href={paths.reference({ q: code })} className="link font-mono">
            {code}
          </Link>
          {(row.severity === 'ok' || row.severity === 'info') && ', looks like an error and is not'}
        </h3>
        <p className="text-base font-semibold">{meaning}</p>
      </header>
      <Facts className="px-4 py-3">
        {own?.note && <Fact name="Our note">{own.note}</Fact>}
        {own?.remedy && <Fact name="What we do">{own.remedy}</Fact>}
        <Fact name="Cause">{cause}.</Fact>
        <Fact name="What to do">{remedy}.</Fact>
        {OWNER_WORD[owner] && <Fact name="Who can help">{OWNER_WORD[owner]}</Fact>}
        <Fact name="Who else has it">
          <Link href={paths.clients({ reason: code })} className="link">
            Clients with this reason
          </Link>
        </Fact>
        <Fact name="Source">
          {source}
          {own && `; our note: ${own.mark.source}, ${own.mark.dated}, ${own.mark.by}`}
        </Fact>
      </Facts>
    </article>
  )
}
