'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { ListView } from '@/components/data-table/list-view'
import { EmptyState } from '@/components/feedback/empty-state'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { AuditRow } from '@/lib/data/audit'
import { actionWords, changesOf, subjectName } from '@/lib/data/audit-words'
import { paths } from '@/lib/format/paths'
import type { ShownList } from '@/lib/format/shown-list'

const columnsFor = (mayOpenPeople: boolean): readonly Column<AuditRow>[] => [
  {
    id: 'at',
    header: 'When',
    sortKey: 'at',
    startsDescending: true,
    always: true,
    cell: (entry) => <Time at={entry.at} />,
  },
  {
    id: 'actor',
    header: 'Who',
    sortKey: 'actor',
    nowrap: true,
    cell: ({ actorName }) => (
      <Link href={paths.audit({ actor: actorName })} className="text-ink">
        {actorName}
      </Link>
    ),
  },
  {
    id: 'action',
    header: 'What',
    minWidth: '14rem',
    cell: (entry) => (
      <>
        {actionWords(entry.action)} <Subject entry={entry} mayOpenPeople={mayOpenPeople} />
      </>
    ),
  },
  {
    id: 'details',
    header: 'Details',
    soft: true,
    minWidth: '16rem',
    cell: (entry) => [...changesOf(entry.before, entry.after), ...reasonOf(entry)].join('; '),
  },
]

interface AuditListProps {
  shown: ShownList<AuditRow>
  /** the reader can follow a link to a person or a way to sign in */
  mayOpenPeople: boolean
}

/** The audit log: who, what to what, what it changed, when. */
export function AuditList({ shown, mayOpenPeople }: AuditListProps) {
  return (
    <ListView
      label="Audit entries"
      shown={shown}
      columns={columnsFor(mayOpenPeople)}
      rowId={(entry) => String(entry.id)}
      density="roomy"
      empty={<EmptyState kind="noData" title="Nothing was changed yet" />}
    />
  )
}

/** The newest entries about one subject, on its page. */
export function AuditTable({ entries }: { entries: readonly AuditRow[] }) {
  return (
    <DataTable
      label="Audit entries"
      columns={columnsFor(false)}
      rows={entries}
      rowId={(entry) => String(entry.id)}
    />
  )
}

const ABOUT_ONESELF: ReadonlySet<string> = new Set(['session.start', 'session.end', 'user.join'])

function reasonOf(entry: AuditRow): string[] {
  return entry.reason ? [`reason: ${entry.reason}`] : []
}

/** Subjects with a page of their own; of others the log shows what else was done to them. */
const PAGE_OF_SUBJECT: Readonly<Record<string, (id: string) => string>> = {
  import: paths.import,
  key: paths.key,
  exchange: (number) => paths.exchange(Number(number)),
  alert: (id) => paths.alert(Number(id)),
  share: paths.shares,
  schedule: paths.schedules,
  whatIf: (id) => paths.whatIfRun(id),
}

/** The same for those who may change people. */
const PAGE_OF_ACCESS: Readonly<Record<string, (id: string) => string>> = {
  person: paths.person,
  provider: paths.provider,
  token: paths.tokens,
}

function Subject({ entry, mayOpenPeople }: { entry: AuditRow; mayOpenPeople: boolean }) {
  const { subjectType, subjectId, action } = entry
  const name = subjectName(entry.before, entry.after)
  if (!subjectType || !name || ABOUT_ONESELF.has(action)) return null
  if (!subjectId) return <strong className="font-medium text-ink">{name}</strong>
  const page =
    PAGE_OF_SUBJECT[subjectType] ??
    (mayOpenPeople ? PAGE_OF_ACCESS[subjectType] : undefined) ??
    ((id) => paths.audit({ subject: `${subjectType}:${id}` }))
  return (
    <Link href={page(subjectId)} className="font-medium text-ink">
      {name}
    </Link>
  )
}
