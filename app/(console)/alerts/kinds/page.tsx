import type { Metadata } from 'next'
import { SeverityMark } from '@/components/alerts/severity-mark'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { PageHeader } from '@/components/layout/page-header'
import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { kindOfRule, withLimits } from '@/lib/activation/alert/alert-table'
import { requireActor } from '@/lib/auth/actor'
import { type KindRow, loadKinds } from '@/lib/data/alerts/kinds-page'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

export const metadata: Metadata = { title: 'Kinds of alerts' }

const COLUMNS: readonly Column<KindRow>[] = [
  { id: 'rule', header: 'Rule', nowrap: true, cell: ({ rule }) => rule },
  {
    id: 'kind',
    header: 'Kind',
    rowHeader: true,
    minWidth: '14rem',
    cell: ({ rule }) => (
      <Link href={paths.alertKind(rule)} className="link font-medium">
        {kindOfRule(rule)?.title}
      </Link>
    ),
  },
  {
    id: 'opens',
    header: 'Opens',
    minWidth: '22rem',
    cell: ({ rule, limits }) => withLimits(kindOfRule(rule)?.opens ?? '', limits),
  },
  {
    id: 'severity',
    header: 'Severity',
    cell: ({ rule }) => (
      <span className="grid gap-0.5">
        {kindOfRule(rule)?.severities.map((severity) => (
          <SeverityMark key={severity} severity={severity} />
        ))}
      </span>
    ),
  },
  {
    id: 'open',
    header: 'Not closed',
    numeric: true,
    cell: ({ rule, open }) => <Link href={paths.alerts({ kind: rule })}>{formatCount(open)}</Link>,
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ offReason, isMuted, isChanged }) => (
      <span className="flex flex-wrap gap-1">
        {offReason !== null && <Badge tone="warn">Off for all</Badge>}
        {isMuted && <Badge>Off for you</Badge>}
        {isChanged && <Badge tone="accent">Own limits</Badge>}
      </span>
    ),
  },
]

export default async function KindsPage() {
  const actor = await requireActor('alert.rules')
  const kinds = await loadKinds(actor)
  return (
    <div className="grid gap-5 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Kinds of alerts"
        description="What opens an alert, by which limits. A kind can be switched off for yourself, and by a licensing admin for everybody."
      />
      <DataTable label="Kinds of alerts" columns={COLUMNS} rows={kinds} rowId={({ rule }) => rule} />
    </div>
  )
}
