import type { ReactNode } from 'react'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { outcomeWords } from '@/lib/activation/collection/attempt-sentence'
import type { AttemptRow } from '@/lib/data/collection/attempts'
import { paths } from '@/lib/format/paths'

const COLUMNS: readonly Column<AttemptRow>[] = [
  {
    id: 'name',
    header: 'Machine',
    rowHeader: true,
    mono: true,
    nowrap: true,
    cell: ({ name, isClient }) => (isClient ? <Link href={paths.client(name)}>{name}</Link> : name),
  },
  { id: 'at', header: 'Tried', nowrap: true, cell: ({ at }) => <Time at={at} inList /> },
  { id: 'outcome', header: 'Outcome', cell: outcomeWords },
  { id: 'code', header: 'Code', mono: true, cell: ({ code }) => code ?? '' },
  {
    id: 'read',
    header: 'Last read',
    nowrap: true,
    cell: ({ readAt }) =>
      readAt ? <Time at={readAt} inList /> : <span className="text-ink-soft">never</span>,
  },
]

/** Machines that somebody tried to read, with how it ended. */
export function AttemptsTable({ rows, empty }: { rows: readonly AttemptRow[]; empty: ReactNode }) {
  return (
    <DataTable
      label="Collection attempts"
      columns={COLUMNS}
      rows={rows}
      rowId={({ name }) => name}
      empty={empty}
    />
  )
}
