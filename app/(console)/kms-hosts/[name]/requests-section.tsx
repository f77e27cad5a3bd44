'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { ListView } from '@/components/data-table/list-view'
import { DayBars, DayTable } from '@/components/kms-host/day-bars'
import { AsTable } from '@/components/ui/as-table'
import { Card, Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { nothing } from '@/components/ui/nothing'
import { Time } from '@/components/ui/time'
import { explainReason } from '@/lib/activation/reason/explain-reason'
import type { HostFailure, KmsHostView } from '@/lib/data/kms-hosts/host-page'
import type { HostRequest } from '@/lib/data/kms-hosts/host-requests-list'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import type { ShownList } from '@/lib/format/shown-list'

/** The requests in the host's log by day, and why it refused some of the last 30 days. */
export function RequestsSection({ host }: { host: KmsHostView }) {
  return (
    <Section
      id="requests"
      title="Requests"
      hint={`${formatCountOf(host.requests30, 'request')} in the last 30 days, ${formatCount(host.failed30)} refused. UTC days, from its event log.`}
    >
      <Card className="grid gap-3">
        <DayBars days={host.days} />
        <AsTable>
          <DayTable days={host.days} />
        </AsTable>
      </Card>
    </Section>
  )
}

const COLUMNS: readonly Column<HostFailure>[] = [
  {
    id: 'reason',
    header: 'Reason',
    mono: true,
    cell: ({ code }) => <Link href={paths.reference({ q: code })}>{code}</Link>,
  },
  { id: 'meaning', header: 'Meaning', minWidth: '16rem', cell: ({ code }) => explainReason(code).meaning },
  { id: 'requests', header: 'Requests', numeric: true, cell: ({ requests }) => formatCount(requests) },
  { id: 'last', header: 'Last', cell: ({ lastAt }) => <Time at={lastAt} as="short" /> },
]

const REQUESTS: readonly Column<HostRequest>[] = [
  {
    id: 'at',
    header: 'When',
    sortKey: 'at',
    startsDescending: true,
    always: true,
    nowrap: true,
    cell: ({ at }) => <Time at={at} as="dateTime" />,
  },
  {
    id: 'machine',
    header: 'Machine',
    mono: true,
    cell: ({ client, name }) =>
      client ? <Link href={paths.client(client)}>{name}</Link> : (name ?? nothing),
  },
  { id: 'cmid', header: 'CMID', mono: true, soft: true, optional: true, cell: ({ cmid }) => cmid ?? nothing },
  {
    id: 'product',
    header: 'Product',
    cell: ({ product, isVirtual }) => (isVirtual && product ? `${product}, virtual` : (product ?? nothing)),
  },
  {
    id: 'code',
    header: 'Outcome',
    cell: ({ code }) =>
      code === '0x00000000' ? 'Answered' : <Link href={paths.reference({ q: code })}>{code}</Link>,
  },
]

/** Each request in the host's log. */
export function RequestListSection({ shown }: { shown: ShownList<HostRequest> }) {
  return (
    <Section
      id="log"
      title="Its log"
      hint="Requests that its event log holds (event 12290), the newest first."
    >
      <ListView label="Requests" shown={shown} columns={REQUESTS} rowId={({ fingerprint }) => fingerprint} />
    </Section>
  )
}

/** Why the host refused requests in the last 30 days. */
export function RefusalsSection({ failures }: { failures: HostFailure[] }) {
  return (
    <Section id="failures" title="Refusals" hint="The last 30 days, most frequent first.">
      <DataTable label="Refusals" columns={COLUMNS} rows={failures} rowId={({ code }) => code} />
    </Section>
  )
}
