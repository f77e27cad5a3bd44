import { EXCHANGE_STATE_WORDS } from '@/lib/activation/offline/exchange-sentence'
import type { ExchangeCounts } from '@/lib/activation/offline/exchange-state'
import { columns } from '@/lib/activation/report/report'
import { formatCountOf } from '@/lib/format/counts'
import { listRequest } from '@/lib/format/list-address'
import { paths } from '@/lib/format/paths'
import { PACKAGES_LIST, type PackageListRow } from '../exchange/packages-list'
import { sum } from './machines'
import type { ReportLoader } from './report-request'

/** Requests that wait for somebody: for a journey, an answer, or being applied. */
const WAITING = ['prepared', 'carriedOut', 'answered', 'applied'] as const
const DAY_MS = 86_400_000

/** R18: packages of offline activation, those that wait first. */
export const loadOfflineReport: ReportLoader = async (reader, { now, rows }) => {
  const packages: PackageListRow[] = []
  for await (const batch of PACKAGES_LIST.batches(reader, listRequest('packages', {}), now))
    packages.push(...batch)
  const waitingIn = ({ counts }: PackageListRow) => sum(WAITING, (state) => counts[state] ?? 0)
  const waiting = packages.filter((one) => waitingIn(one) > 0)
  const late = waiting.filter(({ dueAt }) => Date.parse(dueAt) < now.getTime() + 14 * DAY_MS)
  const machines = sum(waiting, waitingIn)
  return {
    answer: `${formatCountOf(machines, 'machine')} in ${formatCountOf(waiting.length, 'package')} ${machines === 1 ? 'waits' : 'wait'}; ${formatCountOf(late.length, 'package is', 'packages are')} due within 14 days.`,
    tables: [
      {
        title: 'Packages',
        columns: columns(
          ['Package', 'number'],
          'Way',
          'MAK, last five',
          ['Machines', 'count'],
          ['Waiting', 'count'],
          'States',
          ['Prepared', 'time'],
          'Prepared by',
          ['Days old', 'count'],
          ['Due', 'time'],
        ),
        rows: [...waiting, ...packages.filter((one) => waitingIn(one) === 0)]
          .slice(0, rows)
          .map((one) => [
            { value: one.number, href: paths.exchange(one.number) },
            one.method === 'file' ? 'By package' : 'By phone or portal',
            one.lastFive,
            one.machines,
            waitingIn(one),
            statesOf(one.counts),
            one.preparedAt,
            one.preparedBy,
            Math.floor((now.getTime() - Date.parse(one.preparedAt)) / DAY_MS),
            one.dueAt,
          ]),
        of: packages.length,
        total: ['All', null, null, sum(packages, (one) => one.machines), machines],
        empty: 'No package has been prepared.',
      },
    ],
  }
}

const statesOf = (counts: ExchangeCounts) =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${EXCHANGE_STATE_WORDS[state as keyof ExchangeCounts]}`)
    .join(', ')
