import { Fact, Facts } from '@/components/ui/facts'
import type { ReasonExplanation } from '@/lib/activation/reason/explain-reason'
import { OwnMarkWords } from './own-mark'

/** What this organisation says of a code, beside what is published. */
export function OwnNote({ own }: { own: NonNullable<ReasonExplanation['own']> }) {
  return (
    <section aria-label="Our note" className="rounded-md border border-accent p-3">
      <Facts>
        {own.note && <Fact name="Our note">{own.note}</Fact>}
        {own.remedy && <Fact name="What we do">{own.remedy}</Fact>}
        <Fact name="Noted by">
          <OwnMarkWords mark={own.mark} beside />
        </Fact>
      </Facts>
    </section>
  )
}
