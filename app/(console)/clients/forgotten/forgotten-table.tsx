'use client'

import type { Column } from '@/components/data-table/column'
import { ListView } from '@/components/data-table/list-view'
import { EmptyState } from '@/components/feedback/empty-state'
import { ConditionLabel } from '@/components/license/condition-mark'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { ForgottenClient } from '@/lib/data/clients/forgotten-list'
import { paths } from '@/lib/format/paths'
import type { ShownList } from '@/lib/format/shown-list'
import { BringBackDialog } from '../machine-dialogs'

const COLUMNS: readonly Column<ForgottenClient>[] = [
  {
    id: 'name',
    header: 'Machine',
    sortKey: 'name',
    always: true,
    rowHeader: true,
    minWidth: '12rem',
    cell: ({ name }) => (
      <Link href={paths.client(name)} className="link font-mono">
        {name}
      </Link>
    ),
  },
  {
    id: 'was',
    header: 'It was',
    minWidth: '10rem',
    cell: ({ condition, product }) => (
      <>
        <ConditionLabel condition={condition} />
        {product && <small>{product}</small>}
      </>
    ),
  },
  {
    id: 'seen',
    header: 'Last seen',
    sortKey: 'seen',
    startsDescending: true,
    nowrap: true,
    cell: ({ lastSeenAt }) => <Time at={lastSeenAt} />,
  },
  {
    id: 'at',
    header: 'Forgotten',
    sortKey: 'at',
    startsDescending: true,
    nowrap: true,
    cell: ({ forgottenAt, forgottenBy }) => (
      <>
        <Time at={forgottenAt} />
        <small>by {forgottenBy}</small>
      </>
    ),
  },
  { id: 'reason', header: 'Reason', minWidth: '12rem', cell: ({ reason }) => reason },
]

interface ForgottenTableProps {
  shown: ShownList<ForgottenClient>
  mayChange: boolean
}

/** Every forgotten machine, and the way back for one or many. */
export function ForgottenTable({ shown, mayChange }: ForgottenTableProps) {
  return (
    <ListView
      label="Forgotten machines"
      shown={shown}
      columns={COLUMNS}
      rowId={({ name }) => name}
      density="roomy"
      empty={
        <EmptyState kind="noData" title="No forgotten machines">
          To forget one, open its page; to forget several, select them in the list of clients.
        </EmptyState>
      }
      actions={(names, clear) => <BringBackDialog names={names} mayChange={mayChange} onDone={clear} />}
    />
  )
}
