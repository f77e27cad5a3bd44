import { Card } from '@/components/ui/card'
import type { GlossaryEntry } from '@/lib/activation/words/glossary'

/** The glossary: each word with what it means and who says so. */
export function FoundWords({ rows }: { rows: readonly GlossaryEntry[] }) {
  return (
    <Card>
      <dl aria-label="Glossary" className="grid gap-x-6 gap-y-3 sm:grid-cols-[max-content_minmax(0,1fr)]">
        {rows.map(({ word, meaning, source }) => (
          <div key={word} className="contents">
            <dt className="font-medium">{word}</dt>
            <dd className="max-sm:mb-1">
              {meaning.replaceAll('`', '')}.{' '}
              <span className="text-table text-ink-soft">Source: {source}.</span>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
