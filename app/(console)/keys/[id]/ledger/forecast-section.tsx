import { ChartFigure } from '@/components/charts/chart-figure'
import { BalanceChart } from '@/components/charts/charts'
import { SeriesTable } from '@/components/charts/series-table'
import { Card, Section } from '@/components/ui/card'
import { Fact, Facts } from '@/components/ui/facts'
import { balancePoints } from '@/lib/activation/mak/balance-points'
import { sayRate } from '@/lib/activation/mak/ledger-sentence'
import { burnRate, forecast } from '@/lib/activation/mak/mak-forecast'
import { grantedBy } from '@/lib/activation/mak/mak-ledger'
import { sayForecast } from '@/lib/activation/mak/mak-sentence'
import type { LedgerView } from '@/lib/data/mak/ledger-page'
import { formatCount } from '@/lib/format/counts'
import { formatDay } from '@/lib/format/dates'

/** What was left day by day and what will be, with the rate and what it is made of. */
export function ForecastSection({ view, now }: { view: LedgerView; now: Date }) {
  const answer = forecast(view.ledger, now.getTime())
  const points = balancePoints(view.ledger, answer, now.getTime())
  if (points.length === 0) return null
  const isGranted = grantedBy(view.ledger) > 0
  const today = now.toISOString().slice(0, 10)
  return (
    <Section id="forecast">
      <Card className="grid gap-4">
        <ChartFigure
          title="What is left, and how long it lasts"
          summary={
            isGranted ? sayForecast(answer) : 'Enter the number of activations granted to see a forecast.'
          }
          chart={
            <>
              <BalanceChart points={points} today={today} />
              <Legend
                hasReports={points.some(({ reported }) => reported !== undefined)}
                isForeseen={answer.ok}
              />
            </>
          }
          table={
            <SeriesTable
              caption="Activations left at the end of each day; future days are a forecast"
              headings={['Day', 'Left, or likely left', 'At least', 'At most']}
              rows={points.toReversed().map(({ day, left, likely, band }) => {
                const shown = left ?? likely ?? 0
                return { label: formatDay(day), values: [shown, band?.[0] ?? shown, band?.[1] ?? shown] }
              })}
            />
          }
        />
        <Rate view={view} now={now} />
      </Card>
    </Section>
  )
}

const MARK = 'inline-block w-4 align-middle mr-1.5'

function Legend({ hasReports, isForeseen }: { hasReports: boolean; isForeseen: boolean }) {
  return (
    <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1 pl-12 text-table text-ink-soft">
      <li>
        <span aria-hidden className={`${MARK} h-0 border-t-2 border-accent`} />
        Left, by the lower of our count and Microsoft’s
      </li>
      {hasReports && (
        <li>
          <span aria-hidden className="inline-block size-2 rounded-full bg-watch align-middle mr-1.5" />
          Microsoft reported
        </li>
      )}
      {isForeseen && (
        <li>
          <span aria-hidden className={`${MARK} h-0 border-t-2 border-dashed border-ink-soft`} />
          Forecast; within the grey band with 80 % probability
        </li>
      )}
    </ul>
  )
}

function Rate({ view, now }: { view: LedgerView; now: Date }) {
  const burn = burnRate(view.ledger, now.getTime())
  if (!burn.ok) return null
  const { perDay, lowPerDay, highPerDay, days, spent } = burn.rate
  return (
    <Facts className="text-table">
      <Fact name={`Used in ${Math.floor(days)} days`}>
        {formatCount(spent.new)} on new machines, {formatCount(spent.rebuild)} again after a rebuild,{' '}
        {formatCount(spent.hardware)} again after a hardware change
      </Fact>
      <Fact name="Rate">
        {sayRate(perDay)}, probably between {sayRate(lowPerDay)} and {sayRate(highPerDay)}
      </Fact>
    </Facts>
  )
}
