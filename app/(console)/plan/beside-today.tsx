import { ReportChartView } from '@/components/charts/report-chart'
import { Section } from '@/components/ui/card'
import { sayDifference } from '@/lib/activation/plan/difference-sentence'
import { type Difference, isExpected, SETTLING_DAYS } from '@/lib/activation/plan/plan-difference'
import { watchChart } from '@/lib/activation/plan/watch-report'
import type { PlanView } from '@/lib/data/plan/plan-page'
import { formatCountOf } from '@/lib/format/counts'

const KINDS = [
  { kind: 'add', mark: '+', title: 'Add', tone: 'text-ok' },
  { kind: 'change', mark: '~', title: 'Change', tone: 'text-watch' },
  { kind: 'remove', mark: '−', title: 'Remove', tone: 'text-bad' },
] as const

const MOST_SHOWN = 12

/** What has to come, change and go before today is as planned; what waits for news alone is folded. */
export function BesideToday({ view: { differences, days } }: { view: PlanView }) {
  const counted = differences.filter((one) => !isExpected(one))
  const expected = differences.filter(isExpected)
  const counts = KINDS.map(
    ({ kind, title }) => `${counted.filter((one) => one.kind === kind).length} to ${title.toLowerCase()}`,
  )
  const waiting = expected.length > 0 ? [`${expected.length} expected`] : []
  const head = differences.length === 0 ? 'Today is as planned.' : [...counts, ...waiting].join(', ')
  return (
    <Section id="today" title="The plan beside today" hint={head}>
      {KINDS.map(({ kind, mark, title, tone }) => (
        <Differences
          key={kind}
          title={title}
          mark={mark}
          tone={tone}
          all={counted.filter((one) => one.kind === kind)}
        />
      ))}
      {expected.length > 0 && (
        <details>
          <summary className="link w-fit text-table">
            {formatCountOf(expected.length, 'expected difference')}: no report since the plan has had its{' '}
            {SETTLING_DAYS} days
          </summary>
          <div className="pt-2">
            <Differences title="Expected" mark="~" tone="text-ink-soft" all={expected} />
          </div>
        </details>
      )}
      {days.length > 1 && <ReportChartView chart={watchChart(days)} />}
    </Section>
  )
}

interface DifferencesProps {
  title: string
  mark: string
  tone: string
  all: readonly Difference[]
}

function Differences({ title, mark, tone, all }: DifferencesProps) {
  if (all.length === 0) return null
  const lines = all.map(sayDifference)
  const rest = lines.slice(MOST_SHOWN)
  return (
    <div className="grid gap-1">
      <h3 className="text-table font-medium text-ink-soft">{title}</h3>
      <Marked lines={lines.slice(0, MOST_SHOWN)} mark={mark} tone={tone} />
      {rest.length > 0 && (
        <details>
          <summary className="link w-fit text-table">{rest.length} more</summary>
          <Marked lines={rest} mark={mark} tone={tone} />
        </details>
      )}
    </div>
  )
}

function Marked({ lines, mark, tone }: { lines: readonly string[]; mark: string; tone: string }) {
  return (
    <ul className="grid gap-1 max-w-[90ch]">
      {lines.map((line) => (
        <li key={line} className="grid grid-cols-[1rem_minmax(0,1fr)] gap-1">
          <span aria-hidden className={`font-mono ${tone}`}>
            {mark}
          </span>
          <span className="[overflow-wrap:anywhere]">{line}</span>
        </li>
      ))}
    </ul>
  )
}
