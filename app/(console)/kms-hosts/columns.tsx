'use client'

import Link from 'next/link'
import type { ListColumn } from '@/components/data-table/column'
import { CountMeter } from '@/components/kms-host/count-meter'
import { HostMark } from '@/components/kms-host/host-mark'
import { hostWords } from '@/components/kms-host/host-words'
import { MaskedKey } from '@/components/license/masked-key'
import { useNow } from '@/components/ui/now'
import { Time } from '@/components/ui/time'
import type { KmsHostRow } from '@/lib/data/kms-hosts/host-shapes'
import { formatCount, formatShare } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

const nothing = <span className="text-ink-faint">–</span>

/** The columns of the KMS hosts list. */
export const KMS_HOST_COLUMNS: readonly ListColumn<KmsHostRow>[] = [
  {
    id: 'host',
    header: 'KMS host',
    always: true,
    cell: (row) => (
      <Link href={paths.kmsHost(row.name)} className="link font-mono text-ink">
        {row.name}
      </Link>
    ),
  },
  { id: 'state', header: 'State', cell: (row) => <Standing row={row} /> },
  {
    id: 'count',
    header: 'Count / need',
    explanation:
      'Different machines that asked within 30 days, against what clients need. A host counts no further than twice the need.',
    cell: (row) => <Counts row={row} />,
  },
  {
    id: 'clients',
    header: 'Clients',
    numeric: true,
    explanation: 'Machines whose newest activation names this host.',
    cell: (row) =>
      row.clients > 0 ? (
        <Link href={paths.clients({ host: row.name })} className="link">
          {formatCount(row.clients)}
        </Link>
      ) : (
        nothing
      ),
  },
  {
    id: 'requests',
    header: 'Requests, 30 days',
    numeric: true,
    wideOnly: true,
    cell: (row) => (row.requests30 > 0 ? formatCount(row.requests30) : nothing),
  },
  {
    id: 'failed',
    header: 'Refused',
    numeric: true,
    wideOnly: true,
    cell: (row) => (row.requests30 > 0 ? formatShare(row.failed30, row.requests30) : nothing),
  },
  {
    id: 'lastRequest',
    header: 'Last request',
    wideOnly: true,
    cell: (row) => (row.lastRequestAt ? <Time at={row.lastRequestAt} as="short" inList /> : nothing),
  },
  {
    id: 'reading',
    header: 'Last reading',
    wideOnly: true,
    explanation: 'When the host last said of itself how it stands (slmgr /dlv or its WMI object).',
    cell: (row) =>
      row.services[0] ? (
        <Time at={row.services[0].observedAt} as="short" inList className="text-ink-soft" />
      ) : (
        nothing
      ),
  },
  {
    id: 'dns',
    header: 'DNS',
    wideOnly: true,
    explanation: 'Whether the host publishes its SRV record.',
    cell: (row) => dnsWord(row.services[0]?.dnsPublishing),
  },
  {
    id: 'key',
    header: 'Host key',
    wideOnly: true,
    cell: (row) => (row.services[0]?.lastFive ? <MaskedKey lastFive={row.services[0].lastFive} /> : nothing),
  },
]

function dnsWord(publishes: boolean | null | undefined) {
  if (publishes === undefined || publishes === null) return nothing
  return publishes ? 'publishes' : 'off'
}

function Standing({ row }: { row: KmsHostRow }) {
  const words = hostWords(row, useNow())
  return (
    <span className="inline-flex items-center gap-1.5 align-middle">
      <HostMark standing={words.standing} />
      {words.word}
    </span>
  )
}

function Counts({ row }: { row: KmsHostRow }) {
  const told = row.services.flatMap(({ application, currentCount, neededCount }) =>
    currentCount === null ? [] : [{ application, currentCount, neededCount }],
  )
  if (told.length === 0) return nothing
  return (
    <span className="grid gap-1 py-1.5">
      {told.map(({ application, currentCount, neededCount }) => (
        <span key={application} className="inline-flex items-center gap-2">
          <CountMeter count={currentCount} needed={neededCount} />
          {told.length > 1 && (
            <span className="text-xs text-ink-soft">{application === 'office' ? 'Office' : 'Windows'}</span>
          )}
        </span>
      ))}
    </span>
  )
}
