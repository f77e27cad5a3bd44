'use client'

import { useState } from 'react'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { toggled } from '@/components/data-table/select-box'
import { useRowsInSight } from '@/components/data-table/use-rows-in-sight'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { countIfStopped } from '@/lib/activation/kms/count-outlook'
import { sayStop } from '@/lib/activation/kms/count-sentence'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

interface ShownSlot {
  cmid: string
  name: string
  client: string
  otherNames: string[]
  isVirtual: boolean
  product: string
  askedAt: string
  leavesAt: string
}

interface SlotTableProps {
  countedAs: string
  /** the next to expire first */
  slots: ShownSlot[]
  cap: number
  distinct: number
  now: string
}

/** Every slot, and what happens if the chosen machines stop asking. */
export function SlotTable({ countedAs, slots, cap, distinct, now }: SlotTableProps) {
  const [chosen, setChosen] = useState<string[]>([])
  const rows = useRowsInSight(slots)
  const outcome = countIfStopped(countedAs, slots, new Set(chosen), { cap, distinct })
  if (slots.length === 0) return <p className="px-4 py-3 text-ink-soft">No machine holds a slot.</p>
  return (
    <div className="grid">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2.5 border-b bg-sunken">
        <p role="status" className="text-table max-w-[84ch]">
          {sayStop(chosen.length, outcome)}
        </p>
        {chosen.length > 0 && (
          <Button size="small" look="quiet" onClick={() => setChosen([])}>
            Clear the selection
          </Button>
        )}
      </div>
      <DataTable
        label={`Slots of the ${countedAs} count`}
        columns={[stopColumn(chosen, setChosen), ...columnsAt(now)]}
        rows={rows}
        rowId={({ cmid }) => cmid}
        maxHeight="28rem"
        frameless
      />
    </div>
  )
}

const stopColumn = (chosen: string[], onChoose: (cmids: string[]) => void): Column<ShownSlot> => ({
  id: 'stops',
  header: 'Stops',
  cell: ({ cmid, name }) => (
    <input
      type="checkbox"
      className="tick-box align-middle"
      aria-label={`${name} stops asking`}
      checked={chosen.includes(cmid)}
      onChange={() => onChoose(toggled(chosen, cmid))}
    />
  ),
})

const columnsAt = (now: string): readonly Column<ShownSlot>[] => [
  { id: 'machine', header: 'Machine', cell: (slot) => <Holder slot={slot} /> },
  { id: 'cmid', header: 'CMID', mono: true, soft: true, nowrap: true, cell: ({ cmid }) => cmid },
  {
    id: 'product',
    header: 'Product',
    nowrap: true,
    cell: ({ product, isVirtual }) => (isVirtual ? `${product}, virtual` : product),
  },
  { id: 'asked', header: 'Last request', cell: ({ askedAt }) => <Time at={askedAt} as="short" inList /> },
  {
    id: 'leaves',
    header: 'Expires',
    nowrap: true,
    cell: ({ leavesAt }) => (
      <>
        {leavesAt <= now && 'expired '}
        <Time at={leavesAt} as="date" inList />
      </>
    ),
  },
]

function Holder({ slot: { client, name, otherNames, cmid } }: { slot: ShownSlot }) {
  return (
    <>
      <Link href={paths.client(client)} className="font-mono">
        {name}
      </Link>
      {otherNames.length > 0 && (
        <small>
          <Link href={paths.clients({ cmid })}>
            shared with {formatCountOf(otherNames.length, 'other machine')}
          </Link>
        </small>
      )}
    </>
  )
}
