'use client'

import { useState } from 'react'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { type RowSelection, SelectBox } from '@/components/data-table/select-box'
import { useSend } from '@/components/form/use-send'
import { ExchangeStateLabel } from '@/components/offline/exchange-mark'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { nextState } from '@/lib/activation/offline/exchange-state'
import type { RequestView } from '@/lib/data/exchange/exchange-requests'
import type { PackageView } from '@/lib/data/exchange/package-page'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { applyAction } from '../actions'

interface MachinesSectionProps {
  found: PackageView
  disabledReason: string | undefined
}

/** The machines of a package, and marking those on which the commands were run: the chosen ones, or all. */
export function MachinesSection({ found, disabledReason }: MachinesSectionProps) {
  const [chosen, setChosen] = useState<readonly string[]>([])
  const { send, busy } = useSend(applyAction, { failed: 'Nothing was marked as applied' })
  const answered = found.requests.filter(isAnswered)
  const marked = answered.filter(({ machine }) => chosen.length === 0 || chosen.includes(machine))
  const apply = async () => {
    const done = await send({ number: found.number, rows: marked.map(({ row }) => row) })
    if (done) setChosen([])
  }
  const boxes = answered.length > 0 ? [boxColumn({ ids: chosen, onChange: setChosen })] : []
  return (
    <Section
      id="machines"
      title="Machines"
      hint={answered.length > 0 && 'A machine is verified when a later reading shows it licensed.'}
      actions={
        answered.length > 0 && (
          <Button look="primary" disabledReason={disabledReason} disabled={busy} onClick={() => void apply()}>
            Mark {formatCountOf(marked.length, 'machine')} as applied
          </Button>
        )
      }
    >
      <DataTable
        label="Requests"
        columns={[...boxes, ...columnsOf(found)]}
        rows={found.requests}
        rowId={({ reference }) => reference}
      />
    </Section>
  )
}

const isAnswered = ({ state }: RequestView) => nextState(state, 'apply') !== undefined

const boxColumn = (selection: RowSelection): Column<RequestView> => ({
  id: 'choose',
  header: 'Choose',
  headerHidden: true,
  box: true,
  cell: (request) =>
    isAnswered(request) && (
      <SelectBox id={request.machine} label={`Choose ${request.machine}`} selection={selection} />
    ),
})

/** Every request with its state and what it costs. */
const columnsOf = (found: PackageView): readonly Column<RequestView>[] => [
  {
    id: 'request',
    header: 'Request',
    mono: true,
    nowrap: true,
    cell: ({ row, reference }) => <Link href={paths.exchangeRequest(found.number, row)}>{reference}</Link>,
  },
  {
    id: 'machine',
    header: 'Machine',
    mono: true,
    nowrap: true,
    cell: ({ machine }) => <Link href={paths.client(machine)}>{machine}</Link>,
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <ExchangeStateLabel state={state} inList />,
  },
  {
    id: 'since',
    header: 'Since',
    soft: true,
    nowrap: true,
    cell: (request) => {
      const at = sinceOf(found, request)
      return at && <Time at={at} as="short" inList />
    },
  },
  { id: 'product', header: 'Product', nowrap: true, cell: ({ productLabel }) => productLabel },
  { id: 'cost', header: 'Cost', nowrap: true, cell: costOf },
]

const sinceOf = (found: PackageView, request: RequestView): string | null =>
  ({
    prepared: found.preparedAt,
    carriedOut: found.carriedOutAt,
    answered: request.answeredAt,
    applied: request.appliedAt,
    verified: request.verifiedAt,
    expired: found.dueAt,
    cancelled: found.cancelledAt,
  })[request.state]

/** What a request costs the MAK. */
function costOf({ spending, cause, isReserved, state }: RequestView): string {
  if (spending === 'none') return 'None: stored confirmation ID'
  if (state === 'cancelled' || (state === 'expired' && !isReserved)) return 'None: released'
  const what = spending === 'reactivation' ? `1 reactivation (${cause})` : '1 activation'
  return isReserved ? `${what}, reserved` : what
}
