import { useState } from 'react'
import { ChartFigure } from '@/components/charts/chart-figure'
import { TrendChart } from '@/components/charts/charts'
import { SeriesTable } from '@/components/charts/series-table'
import { CONDITION_WORD } from '@/components/license/condition'
import { ConditionLabel } from '@/components/license/condition-mark'
import type { TrendDay } from '@/lib/activation/fleet/fleet-summary'
import type { Condition } from '@/lib/activation/license/assess'
import { CONDITIONS } from '@/lib/activation/words/labels'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { formatDay } from '@/lib/format/dates'
import { paths } from '@/lib/format/paths'

const TROUBLE = CONDITIONS.filter((condition) => condition !== 'licensed')

interface TrendProps {
  days: TrendDay[]
}

/** Clients per condition over the last half year, as far back as anything is known. */
export function Trend({ days }: TrendProps) {
  const today = days.at(-1)?.day
  const listOf = (day: string, states: readonly Condition[] = []) =>
    paths.clients({ ...(day !== today && { at: day }), state: states.join(',') })
  const [isTroubleAlone, setTroubleAlone] = useState(false)
  const shown = isTroubleAlone ? TROUBLE : CONDITIONS
  const first = days[0]
  return (
    <ChartFigure
      title={`Trend, ${formatCountOf(Math.max(1, days.length - 1), 'day')}`}
      summary={trendInWords(days)}
      chart={
        days.length < 2 ? (
          <p className="text-table text-ink-soft">
            The trend starts on {formatDay(first?.day ?? '')}, with the first evidence. A line needs a second
            day.
          </p>
        ) : (
          <>
            <label className="mb-2 flex w-fit items-center gap-2 text-table">
              <input
                type="checkbox"
                checked={isTroubleAlone}
                onChange={(event) => setTroubleAlone(event.target.checked)}
              />
              Not licensed only
            </label>
            <TrendChart
              days={days}
              labels={CONDITION_WORD}
              shown={shown}
              hrefOf={(day) => listOf(day, isTroubleAlone ? TROUBLE : [])}
            />
            <Legend shown={shown} />
          </>
        )
      }
      table={
        <SeriesTable
          caption="Clients per condition at the end of each day"
          headings={['Day', ...CONDITIONS.map((condition) => CONDITION_WORD[condition])]}
          rows={days.toReversed().map((day) => ({
            label: formatDay(day.day),
            href: listOf(day.day),
            valueHrefs: CONDITIONS.map((condition) => listOf(day.day, [condition])),
            values: CONDITIONS.map((condition) => day[condition]),
          }))}
        />
      }
    />
  )
}

function Legend({ shown }: { shown: readonly Condition[] }) {
  return (
    <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1 pl-12 text-table text-ink-soft">
      {shown.map((condition) => (
        <li key={condition}>
          <ConditionLabel condition={condition} />
        </li>
      ))}
    </ul>
  )
}

/** 'Known since 4 Nov 2026. 12 more clients are licensed than 30 days ago.' */
function trendInWords(days: TrendDay[]): string {
  const first = days[0]
  const last = days.at(-1)
  if (!first || !last) return ''
  const since = `The first evidence is of ${formatDay(first.day)}.`
  const monthAgo = days.at(-31)
  if (!monthAgo) return days.length < 2 ? '' : since
  const begins = days.length > HALF_YEAR ? '' : ` ${since}`
  const gained = last.licensed - monthAgo.licensed
  if (gained === 0) return `As many clients are licensed as 30 days ago.${begins}`
  const clients = Math.abs(gained) === 1 ? 'client is' : 'clients are'
  return `${formatCount(Math.abs(gained))} ${gained > 0 ? 'more' : 'fewer'} ${clients} licensed than 30 days ago.${begins}`
}

/** Days shown at most, before the running one. */
const HALF_YEAR = 180
