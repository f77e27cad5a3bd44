import { Time } from '@/components/ui/time'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import type { Column } from '../data-table/column'
import { DataTable } from '../data-table/data-table'
import { HostCounts, HostRequests, HostStanding, type ShownHost } from '../kms-host/host-cells'
import { Link } from '../ui/link'
import { nothing } from '../ui/nothing'

const COLUMNS: readonly Column<ShownHost>[] = [
  {
    id: 'host',
    header: 'Host',
    cell: ({ name, services }) => (
      <>
        <Link href={paths.kmsHost(name)} className="font-mono">
          {name}
        </Link>
        <small>{services.map(({ productLabel }) => productLabel).join(', ')}</small>
      </>
    ),
  },
  { id: 'state', header: 'State', cell: (host) => <HostStanding host={host} /> },
  { id: 'count', header: 'Count / need', cell: (host) => <HostCounts host={host} /> },
  {
    id: 'clients',
    header: 'Clients',
    explanation: 'Machines whose latest activation names this host.',
    numeric: true,
    cell: ({ names, clients }) =>
      clients > 0 ? (
        <Link href={paths.clients({ host: names.join(',') })}>{formatCount(clients)}</Link>
      ) : (
        nothing
      ),
  },
  {
    id: 'lastRequest',
    header: 'Last request',
    cell: ({ lastRequestAt }) => (lastRequestAt ? <Time at={lastRequestAt} /> : nothing),
  },
  { id: 'requests', header: 'Requests, 30 days', cell: (host) => <HostRequests host={host} /> },
]

/** KMS hosts that serve, should serve or are used, one a row, as the list of KMS hosts has them. */
export function HostTable({ hosts }: { hosts: readonly ShownHost[] }) {
  return <DataTable label="KMS hosts" columns={COLUMNS} rows={hosts} rowId={({ name }) => name} />
}
