import type { Report } from '@/lib/activation/report/report'
import { formatDateTime } from '@/lib/format/dates'

/** What every face says around the figures, as names and values: when, of what, how fresh, what was left out. */
export function reportFactsInWords(report: Report): [name: string, value: string][] {
  const { period, counted, filters, asOf, stale, madeAt, number } = report
  const time = (iso: string) => formatDateTime(new Date(iso))
  return [
    ['Report', `${number} ${report.title}`],
    ['Period', period],
    ['Shown', filters.length > 0 ? filters.join('; ') : 'Everything'],
    ...(counted ? [['Counted', counted] as [string, string]] : []),
    ['Data as of', asOf === null ? 'Nothing has been imported' : sayAsOf(asOf, time)],
    ...(stale.length > 0 ? [['Gone quiet', stale.join(', ')] as [string, string]] : []),
    ['Made', time(madeAt)],
  ]
}

const sayAsOf = ({ newest, oldest }: NonNullable<Report['asOf']>, time: (iso: string) => string) =>
  newest === oldest ? time(newest) : `${time(newest)}; the oldest source of ${time(oldest)}`
