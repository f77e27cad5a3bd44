'use client'

import type { Column } from '@/components/data-table/column'
import { ListView } from '@/components/data-table/list-view'
import { EmptyState } from '@/components/feedback/empty-state'
import { Link } from '@/components/ui/link'
import { nothing } from '@/components/ui/nothing'
import { Time } from '@/components/ui/time'
import { ABOUT_WORDS } from '@/lib/activation/notice/notice-words'
import type { DeliveryRow } from '@/lib/data/deliveries/deliveries-list'
import { paths } from '@/lib/format/paths'
import type { ShownList } from '@/lib/format/shown-list'
import { DeliveryStateMark } from './delivery-state'

const COLUMNS: readonly Column<DeliveryRow>[] = [
  {
    id: 'at',
    header: 'Written',
    sortKey: 'at',
    startsDescending: true,
    always: true,
    cell: ({ at }) => <Time at={at} />,
  },
  {
    id: 'subject',
    header: 'Subject',
    sortKey: 'subject',
    rowHeader: true,
    minWidth: '16rem',
    cell: ({ messageId, subject, about }) => (
      <>
        <Link href={paths.message(messageId)}>{subject}</Link>
        <small>{ABOUT_WORDS[about]}</small>
      </>
    ),
  },
  {
    id: 'to',
    header: 'To',
    sortKey: 'to',
    minWidth: '12rem',
    cell: ({ recipient, channel }) => (
      <>
        {recipient || channel || 'a channel that is gone'}
        {recipient && <small>through {channel ?? 'a channel that is gone'}</small>}
      </>
    ),
  },
  {
    id: 'state',
    header: 'State',
    sortKey: 'state',
    cell: ({ state, tries, dueAt }) => (
      <>
        <DeliveryStateMark state={state} />
        {state === 'waiting' && tries > 0 && (
          <small>
            next try <Time at={dueAt} />
          </small>
        )}
      </>
    ),
  },
  { id: 'answer', header: 'Answer', minWidth: '14rem', soft: true, cell: ({ words }) => words ?? nothing },
]

/** Messages and what became of them at each receiver. */
export function DeliveriesTable({ shown }: { shown: ShownList<DeliveryRow> }) {
  return (
    <ListView
      label="Deliveries"
      shown={shown}
      columns={COLUMNS}
      rowId={({ id }) => id}
      density="roomy"
      empty={
        <EmptyState kind="noData" title="Nothing was sent yet">
          Alerts that a route takes, scheduled reports and tests are listed here.
        </EmptyState>
      }
    />
  )
}
