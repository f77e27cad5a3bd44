import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { explainReason } from '@/lib/activation/reason/explain-reason'
import type { HostFailure } from '@/lib/data/kms-hosts/host-page'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

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
export function Failures({ failures }: { failures: HostFailure[] }) {
  if (failures.length === 0) return null
  return (
    <Section id="failures" title="Refusals" hint="Of the last 30 days, most frequent first.">
      <DataTable label="Refusals" columns={COLUMNS} rows={failures} rowId={({ code }) => code} />
    </Section>
  )
}
