'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { useSend } from '@/components/form/use-send'
import { Button } from '@/components/ui/button'
import { nothing } from '@/components/ui/nothing'
import { Time } from '@/components/ui/time'
import type { Attempt, MessageDelivery } from '@/lib/data/deliveries/message-page'
import { sendAgainAction } from '../../actions'
import { DeliveryStateMark } from '../delivery-state'

const COLUMNS: readonly Column<MessageDelivery>[] = [
  {
    id: 'to',
    header: 'To',
    rowHeader: true,
    cell: ({ recipient, channel }) => (
      <>
        <strong>{recipient || channel || 'a channel that is gone'}</strong>
        {recipient && <small>through {channel ?? 'a channel that is gone'}</small>}
      </>
    ),
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state, attempts, dueAt }) => (
      <>
        <DeliveryStateMark state={state} />
        {state === 'waiting' && attempts.length > 0 && (
          <small>
            next try <Time at={dueAt} />
          </small>
        )}
      </>
    ),
  },
  { id: 'tries', header: 'Tries', minWidth: '18rem', cell: ({ attempts }) => <Tries attempts={attempts} /> },
]

const ACTIONS: Column<MessageDelivery> = {
  id: 'actions',
  header: 'Actions',
  headerHidden: true,
  end: true,
  cell: ({ id, state }) => (state === 'dead' ? <SendAgain deliveryId={id} /> : nothing),
}

interface ReceiverTableProps {
  deliveries: readonly MessageDelivery[]
  mayChange: boolean
}

/** Each receiver with every try. */
export function ReceiverTable({ deliveries, mayChange }: ReceiverTableProps) {
  return (
    <DataTable
      label="Receivers"
      columns={mayChange ? [...COLUMNS, ACTIONS] : COLUMNS}
      rows={deliveries}
      rowId={({ id }) => id}
    />
  )
}

function Tries({ attempts }: { attempts: readonly Attempt[] }) {
  if (attempts.length === 0) return 'not tried yet'
  return (
    <ol className="grid gap-1">
      {attempts.map(({ at, words, tookMs }) => (
        <li key={at} className="[overflow-wrap:anywhere]">
          <Time at={at} />, {(tookMs / 1000).toFixed(1)} s: {words}
        </li>
      ))}
    </ol>
  )
}

function SendAgain({ deliveryId }: { deliveryId: string }) {
  const { send, busy } = useSend(sendAgainAction, { failed: 'It was not sent' })
  return (
    <Button look="quiet" size="small" disabled={busy} onClick={() => void send({ deliveryId })}>
      Send again
    </Button>
  )
}
