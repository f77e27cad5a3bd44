import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { DayBars, DayTable } from '@/components/kms-host/day-bars'
import { AsTable } from '@/components/ui/as-table'
import { Card, Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { explainReason } from '@/lib/activation/reason/explain-reason'
import type { HostFailure, KmsHostView } from '@/lib/data/kms-hosts/host-page'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

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

/** Why the host refused requests in the last 30 days. */
export function RefusalsSection({ failures }: { failures: HostFailure[] }) {
  return (
    <Section id="failures" title="Refusals" hint="The last 30 days, most frequent first.">
      <DataTable label="Refusals" columns={COLUMNS} rows={failures} rowId={({ code }) => code} />
    </Section>
  )
}
