'use client'

import { DeliveryStateMark } from '@/app/(console)/settings/notifications/deliveries/delivery-state'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { NOTICE_WORDS, WHY_PASSED_WORDS } from '@/lib/activation/notice/notice-words'
import type { AlertNotice } from '@/lib/data/notices/alert-messages'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

const columnsFor = (mayOpen: boolean): readonly Column<AlertNotice>[] => [
  { id: 'at', header: 'When', cell: ({ at }) => <Time at={at} /> },
  { id: 'kind', header: 'What', rowHeader: true, cell: ({ kind }) => NOTICE_WORDS[kind] },
  { id: 'route', header: 'Route', cell: ({ route }) => route },
  { id: 'decision', header: 'Decision', minWidth: '14rem', cell: (notice) => <Decision {...notice} /> },
  {
    id: 'message',
    header: 'Message',
    minWidth: '14rem',
    cell: (notice) => <Receivers notice={notice} mayOpen={mayOpen} />,
  },
]

/** What routes decided about an alert. */
export function NoticeTable({ notices, mayOpen }: { notices: readonly AlertNotice[]; mayOpen: boolean }) {
  return (
    <DataTable
      label="Decisions"
      columns={columnsFor(mayOpen)}
      rows={notices}
      rowId={({ id }) => String(id)}
    />
  )
}

function Decision({ state, why, dueAt }: AlertNotice) {
  if (state === 'told') return <Badge tone="ok">sent</Badge>
  if (state === 'waiting') {
    return (
      <>
        <Badge tone="accent">waits</Badge>
        {dueAt && (
          <small>
            until <Time at={dueAt} />
          </small>
        )}
      </>
    )
  }
  return (
    <>
      <Badge>not sent</Badge>
      {why && <small>{WHY_PASSED_WORDS[why]}</small>}
    </>
  )
}

function Receivers({ notice, mayOpen }: { notice: AlertNotice; mayOpen: boolean }) {
  const { messageId, together, receivers } = notice
  if (messageId === null) return null
  return (
    <div className="grid gap-1">
      {mayOpen && <Link href={paths.message(messageId)}>Open the message</Link>}
      {together > 1 && <small>together with {formatCount(together - 1)} more</small>}
      {receivers.map(({ to, state, words }) => (
        <div key={to}>
          <DeliveryStateMark state={state} /> {to}
          {words && state !== 'sent' && <small>{words}</small>}
        </div>
      ))}
    </div>
  )
}
