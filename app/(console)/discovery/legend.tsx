import { CellLabel } from '@/components/discovery/cell-mark'
import { CELL_MEANINGS } from '@/lib/activation/discovery/cell-words'
import { CELL_KINDS } from '@/lib/activation/discovery/matrix-cell'

/** What the words of the matrix mean. */
export function Legend() {
  return (
    <details className="text-table">
      <summary className="text-ink-soft w-fit rounded-sm">What the words mean</summary>
      <dl className="grid gap-x-6 gap-y-2 pt-3 max-w-[64rem] sm:grid-cols-[max-content_1fr]">
        {CELL_KINDS.map((kind) => (
          <div key={kind} className="contents">
            <dt>
              <CellLabel kind={kind} />
            </dt>
            <dd className="text-ink-soft">{CELL_MEANINGS[kind]}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
