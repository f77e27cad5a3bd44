import { ChartFigure } from '@/components/charts/chart-figure'
import { TrendChart } from '@/components/charts/charts'
import { SeriesTable } from '@/components/charts/series-table'
import { CONDITION_WORD } from '@/components/license/condition'
import { ConditionLabel } from '@/components/license/condition-mark'
import type { TrendDay } from '@/lib/activation/fleet/fleet-summary'
import type { Condition } from '@/lib/activation/license/assess'
import { CONDITIONS } from '@/lib/activation/words/labels'
import { formatCount } from '@/lib/format/counts'
import { formatDay } from '@/lib/format/dates'
import { paths } from '@/lib/format/paths'
import { Link } from '../ui/link'

const LIST_OF = Object.fromEntries(
  CONDITIONS.map((condition) => [condition, paths.clients({ state: condition })]),
) as Record<Condition, string>

/** Clients per condition over the last half year. */
export function Trend({ days }: { days: TrendDay[] }) {
  return (
    <ChartFigure
      title="Trend, 180 days"
      summary={trendInWords(days)}
      chart={
        <>
          <TrendChart days={days} labels={CONDITION_WORD} hrefs={LIST_OF} />
          <Legend />
        </>
      }
      table={
        <SeriesTable
          caption="Clients per condition at the end of each day"
          headings={['Day', ...CONDITIONS.map((condition) => CONDITION_WORD[condition])]}
          rows={days.toReversed().map((day) => ({
            label: formatDay(day.day),
            values: CONDITIONS.map((condition) => day[condition]),
          }))}
        />
      }
    />
  )
}

function Legend() {
  return (
    <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1 pl-12 text-table text-ink-soft">
      {CONDITIONS.map((condition) => (
        <li key={condition}>
          <Link href={LIST_OF[condition]} className="rounded-sm hover:underline underline-offset-3">
            <ConditionLabel condition={condition} />
          </Link>
        </li>
      ))}
    </ul>
  )
}

function trendInWords(days: TrendDay[]): string {
  const last = days.at(-1)
  const monthAgo = days.at(-31)
  if (!last || !monthAgo) return ''
  const gained = last.licensed - monthAgo.licensed
  if (gained === 0) return 'As many clients are licensed as 30 days ago.'
  const clients = Math.abs(gained) === 1 ? 'client is' : 'clients are'
  return `${formatCount(Math.abs(gained))} ${gained > 0 ? 'more' : 'fewer'} ${clients} licensed than 30 days ago.`
}
