'use client'

import type { Column } from '@/components/data-table/column'
import { HostCounts, HostRequests, HostStanding } from '@/components/kms-host/host-cells'
import { MaskedKey } from '@/components/license/masked-key'
import { Link } from '@/components/ui/link'
import { nothing } from '@/components/ui/nothing'
import { Time } from '@/components/ui/time'
import type { KmsHostRow } from '@/lib/data/kms-hosts/host-shapes'
import type { ListedHost } from '@/lib/data/kms-hosts/kms-hosts-list'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

/** The columns of the KMS hosts list. */
export const KMS_HOST_COLUMNS: readonly Column<ListedHost>[] = [
  {
    id: 'host',
    header: 'KMS host',
    sortKey: 'host',
    always: true,
    rowHeader: true,
    cell: (row) => (
      <span className="grid leading-tight">
        <Link href={paths.kmsHost(row.name)} className="font-mono">
          {row.name}
        </Link>
        {row.names.length > 1 && (
          <span className="text-xs text-ink-soft">also {row.names.slice(1).join(', ')}</span>
        )}
      </span>
    ),
  },
  { id: 'state', header: 'State', sortKey: 'state', cell: (row) => <HostStanding host={row} /> },
  {
    id: 'platform',
    header: 'Platform',
    wideOnly: true,
    cell: (row) => row.registration?.platform?.replace('Windows ', '') ?? nothing,
  },
  {
    id: 'keyGroup',
    header: 'Key group',
    wideOnly: true,
    explanation: 'What the host key can activate, as the host reports or as registered, and its last five.',
    cell: (row) => <KeyCell row={row} />,
  },
  {
    id: 'count',
    header: 'Count / need',
    explanation:
      'Different machines that asked within 30 days, and how many are needed. A host counts to at most twice the need.',
    cell: (row) => <HostCounts host={row} />,
  },
  {
    id: 'clients',
    header: 'Clients',
    sortKey: 'clients',
    startsDescending: true,
    numeric: true,
    explanation: 'Machines whose latest activation names this host.',
    cell: (row) =>
      row.clients > 0 ? (
        <Link href={paths.clients({ host: row.names.join(',') })}>{formatCount(row.clients)}</Link>
      ) : (
        nothing
      ),
  },
  {
    id: 'lastRequest',
    header: 'Last request',
    sortKey: 'lastRequest',
    startsDescending: true,
    wideOnly: true,
    cell: (row) => (row.lastRequestAt ? <Time at={row.lastRequestAt} as="short" inList /> : nothing),
  },
  {
    id: 'dns',
    header: 'DNS',
    wideOnly: true,
    explanation:
      'Zones whose SRV records name the host at the latest check; without one, whether the host reports that it publishes.',
    cell: (row) => <DnsCell row={row} />,
  },
  {
    id: 'requests',
    header: 'Requests, 30 days',
    sortKey: 'requests',
    startsDescending: true,
    wideOnly: true,
    cell: (row) => <HostRequests host={row} />,
  },
  {
    id: 'site',
    header: 'Site',
    sortKey: 'site',
    optional: true,
    cell: (row) => row.registration?.site ?? nothing,
  },
  {
    id: 'owner',
    header: 'Owner',
    optional: true,
    cell: (row) => row.registration?.owner ?? nothing,
  },
]

function KeyCell({ row }: { row: ListedHost }) {
  const lastFive = row.services[0]?.lastFive
  if (!row.keyGroups && !lastFive) return nothing
  return (
    <span className="grid leading-tight py-1 w-32 whitespace-normal">
      {row.keyGroups && <span>{row.keyGroups}</span>}
      {lastFive && (
        <span className="text-xs text-ink-soft">
          <MaskedKey lastFive={lastFive} />
        </span>
      )}
    </span>
  )
}

function DnsCell({ row }: { row: KmsHostRow }) {
  const zones = row.sightings.find(({ source, isGone }) => source === 'srv' && !isGone)?.seenIn
  if (zones) return zones.length === 1 ? '1 zone' : `${zones.length} zones`
  return dnsWord(row.services[0]?.dnsPublishing)
}

function dnsWord(publishes: boolean | null | undefined) {
  if (publishes === undefined || publishes === null) return nothing
  return publishes ? 'publishes' : 'off'
}
