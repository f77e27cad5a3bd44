import { ChartFigure } from '@/components/charts/chart-figure'
import { ExpiryChart } from '@/components/charts/charts'
import { CAUSE_COLOUR, CAUSE_EDGE, EXPIRY_CAUSES } from '@/components/charts/expiry-causes'
import { SeriesTable } from '@/components/charts/series-table'
import type { ExpiryCause, ExpiryWeek } from '@/lib/activation/fleet/fleet-summary'
import { formatCountOf } from '@/lib/format/counts'
import { formatDay } from '@/lib/format/dates'
import { paths } from '@/lib/format/paths'

interface ExpiryHorizonProps {
  weeks: ExpiryWeek[]
  within30Days: number
}

/** When licenses and grace periods end over the next half year if nothing renews them, coloured by what would. */
export function ExpiryHorizon({ weeks, within30Days }: ExpiryHorizonProps) {
  const linked = weeks.map((week) => ({
    ...week,
    href: paths.clients({ expires: `${week.from}..${week.to}` }),
  }))
  const causes = EXPIRY_CAUSES.filter((cause) => weeks.some((week) => week.byCause[cause]))
  return (
    <ChartFigure
      title="Expiring within 21 weeks"
      summary={
        within30Days === 0
          ? 'Nothing expires within 30 days. Machines that renew every week expire later than shown here.'
          : `Without a renewal, ${formatCountOf(within30Days, 'client')} ${within30Days === 1 ? 'expires' : 'expire'} within 30 days. Machines that renew every week expire later than shown here.`
      }
      chart={
        <>
          <ExpiryChart weeks={linked} />
          <Legend causes={causes} />
        </>
      }
      table={
        <SeriesTable
          caption="Clients whose license or grace period ends, by week"
          headings={['Week from', ...causes, 'All']}
          rows={linked.map((week) => ({
            label: formatDay(week.from),
            href: week.href,
            values: [...causes.map((cause) => week.byCause[cause] ?? 0), week.clients],
          }))}
        />
      }
    />
  )
}

/** What each colour runs out of. */
const CAUSE_WORD: Record<ExpiryCause, string> = {
  Grace: 'Grace',
  KMS: 'Activated by KMS',
  Directory: 'Activated by Active Directory',
  Evaluation: 'Evaluation',
  Other: 'Other',
}

function Legend({ causes }: { causes: readonly ExpiryCause[] }) {
  return (
    <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1 pl-12 text-table text-ink-soft">
      {causes.map((cause) => (
        <li key={cause} className="inline-flex items-center gap-1.5">
          <span
            aria-hidden
            className="size-2.5 rounded-xs border"
            style={{ background: CAUSE_COLOUR[cause], borderColor: CAUSE_EDGE[cause] }}
          />
          {CAUSE_WORD[cause]}
        </li>
      ))}
    </ul>
  )
}
