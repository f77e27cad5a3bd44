import { Sparkline } from '@/components/charts/sparkline'
import { Time } from '@/components/ui/time'
import type { HostSummary } from '@/lib/activation/fleet/fleet-summary'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import type { Column } from '../data-table/column'
import { DataTable } from '../data-table/data-table'
import { CountMeter } from '../kms-host/count-meter'
import { Link } from '../ui/link'

const COLUMNS: readonly Column<HostSummary>[] = [
  {
    id: 'host',
    header: 'Host',
    cell: ({ name, productLabel }) => (
      <>
        <Link href={paths.kmsHost(name)} className="font-mono">
          {name}
        </Link>
        <small>{productLabel}</small>
      </>
    ),
  },
  { id: 'count', header: 'Count / need', cell: (host) => <Count host={host} /> },
  {
    id: 'clients',
    header: 'Clients licensed',
    numeric: true,
    cell: ({ name, clients }) => (
      <Link href={paths.clients({ host: name, state: 'licensed' })}>{formatCount(clients)}</Link>
    ),
  },
  {
    id: 'lastRequest',
    header: 'Last request',
    cell: ({ lastRequestAt }) =>
      lastRequestAt ? <Time at={lastRequestAt} /> : <span className="text-ink-faint">none seen</span>,
  },
  {
    id: 'requests',
    header: 'Requests, 30 days',
    cell: ({ requestsByDay }) => <Sparkline values={requestsByDay} label={requestsInWords(requestsByDay)} />,
  },
]

/** KMS hosts with their count against the threshold, and how many machines each one licenses. */
export function HostTable({ hosts }: { hosts: HostSummary[] }) {
  return (
    <DataTable
      label="KMS hosts"
      columns={COLUMNS}
      rows={hosts}
      rowId={({ name, application }) => `${name} ${application}`}
    />
  )
}

function Count({ host: { currentCount, neededCount, licensed } }: { host: HostSummary }) {
  if (!licensed) return <span className="text-bad">not licensed</span>
  if (currentCount === undefined) return <span className="text-ink-faint">not reported</span>
  return <CountMeter count={currentCount} needed={neededCount} />
}

function requestsInWords(days: number[]): string {
  const total = days.reduce((sum, requests) => sum + requests, 0)
  return `${formatCountOf(total, 'request')} in 30 days, ${formatCount(days.at(-1) ?? 0)} today`
}
