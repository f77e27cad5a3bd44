import { Notice } from '@/components/feedback/notice'
import { CountMeter } from '@/components/kms-host/count-meter'
import { Card, Section } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import { countOutlook } from '@/lib/activation/kms/count-outlook'
import {
  sayBounds,
  sayCoverage,
  sayDifference,
  sayGap,
  sayNeed,
  sayReason,
  sayServes,
} from '@/lib/activation/kms/count-sentence'
import { productOf } from '@/lib/activation/product/products'
import type { Actor } from '@/lib/auth/actor'
import { type ExplainedCount, loadExplainedCounts } from '@/lib/data/kms-hosts/explained-count'
import { SlotTable } from './slot-table'

/** Why the count is what it is: every slot of the cache, rebuilt from the host's log. */
export async function ExplainedCountSection({ actor, name, now }: { actor: Actor; name: string; now: Date }) {
  const explained = await loadExplainedCounts(actor, name, now)
  if (!explained) {
    return (
      <Section id="count" title="The count, explained">
        <Card>
          <p className="text-ink-soft max-w-[72ch]">
            Its own log is not recorded, so it is not known which machines hold its slots. Import its event
            log “Key Management Service” (event 12290).
          </p>
        </Card>
      </Section>
    )
  }
  return (
    <Section
      id="count"
      title="The count, explained"
      hint={
        <>
          Rebuilt from the requests in its log, which ends <Time at={explained.logEnd} />. A CMID counts for
          30 days after its last request; a host keeps the most recent ones, up to twice the largest
          threshold.
        </>
      }
    >
      <div className="grid gap-4">
        {explained.counts.map((count) => (
          <OneCount key={count.countedAs} count={count} now={explained.now} />
        ))}
      </div>
    </Section>
  )
}

function OneCount({ count, now }: { count: ExplainedCount; now: string }) {
  const { countedAs, bounds, slots, cap, coverage, nowBounds, comparison } = count
  const needs = countOutlook(countedAs, slots)
  const [first] = needs
  const isKnown = bounds.lower === bounds.upper
  return (
    <Card flush>
      <header className="grid gap-2 px-4 py-3 border-b">
        <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold">
          {countedAs === 'unknown' ? 'Unknown products' : countedAs}: count {sayBounds(bounds)}
          {isKnown && first && <CountMeter count={count.count} needed={first.needed} />}
        </h3>
        <p className="max-w-[72ch]">
          {sayServes(needs, bounds)} {distinctWords(count)}
        </p>
        <ul className="grid gap-1 text-table text-ink-soft max-w-[80ch]">
          {needs.map((need) => (
            <li key={need.who}>{sayNeed(need)}</li>
          ))}
          {nowBounds.lower < bounds.lower && (
            <li>
              {expiredWords(bounds.lower - nowBounds.lower)} since the log ended, unless the machines asked
              again. Now at least {nowBounds.lower} of at most {cap}.
            </li>
          )}
          <li>{sayCoverage(coverage)}</li>
          {coverage.gaps.slice(0, 5).map((gap) => (
            <li key={`${gap.cause} ${gap.from}`} className="pl-4">
              {sayGap(gap)}
            </li>
          ))}
          {coverage.gaps.length > 5 && <li className="pl-4">and {coverage.gaps.length - 5} more.</li>}
        </ul>
      </header>
      {comparison && <Comparison comparison={comparison} />}
      <SlotTable
        countedAs={countedAs}
        slots={slots.map((slot) => ({ ...slot, product: productName(slot.activationId) }))}
        cap={cap}
        distinct={count.distinct}
        now={now}
      />
    </Card>
  )
}

const expiredWords = (slots: number) => (slots === 1 ? '1 slot has expired' : `${slots} slots have expired`)

/** 50 is a ceiling, not the size of a fleet. */
function distinctWords({ count, cap, distinct, isDistinctComplete }: ExplainedCount): string {
  if (count < cap || distinct <= count) return ''
  const many = `${isDistinctComplete ? '' : 'at least '}${distinct.toLocaleString('en-US')}`
  return `${cap} is the highest count it shows: ${many} different machines asked within 30 days.`
}

function Comparison({ comparison }: { comparison: NonNullable<ExplainedCount['comparison']> }) {
  const { at, reported, bounds, difference } = comparison
  const isOdd = difference.verdict === 'hostMore' || difference.verdict === 'hostFewer'
  return (
    <div className="px-4 py-3 border-b">
      <Notice tone={isOdd ? 'watch' : 'info'} title={sayDifference(reported, bounds, difference)}>
        <p className="text-table text-ink-soft">
          Compared at the time of that report, <Time at={at} as="dateTime" />.
        </p>
        {difference.reasons.length > 0 && (
          <ul className="list-disc pl-5 text-table">
            {difference.reasons.slice(0, 6).map((reason) => (
              <li key={JSON.stringify(reason)}>{sayReason(reason)}</li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  )
}

function productName(activationId: string): string {
  const product = productOf({ activationId })
  return product.known ? product.label : 'unknown product'
}
