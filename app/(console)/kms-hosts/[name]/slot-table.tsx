'use client'

import { useState } from 'react'
import { toggled } from '@/components/data-table/select-box'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
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
  /** the next to leave first */
  slots: ShownSlot[]
  cap: number
  distinct: number
  logEnd: string
  now: string
}

/** Every slot, and what happens if the chosen machines stop asking. */
export function SlotTable({ countedAs, slots, cap, distinct, now }: SlotTableProps) {
  const [chosen, setChosen] = useState<string[]>([])
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
            Choose none
          </Button>
        )}
      </div>
      <div className="max-h-[28rem] overflow-y-auto [&>div]:rounded-none [&>div]:border-0">
        <Table label={`Slots of the ${countedAs} count`}>
          <TableHead>
            <tr>
              <HeaderCell>Stops</HeaderCell>
              <HeaderCell>Machine</HeaderCell>
              <HeaderCell>CMID</HeaderCell>
              <HeaderCell>Product</HeaderCell>
              <HeaderCell>Asked last</HeaderCell>
              <HeaderCell>Leaves</HeaderCell>
            </tr>
          </TableHead>
          <TableBody>
            {slots.map((slot) => (
              <TableRow key={slot.cmid}>
                <Cell>
                  <input
                    type="checkbox"
                    className="tick-box align-middle"
                    aria-label={`${slot.name} stops asking`}
                    checked={chosen.includes(slot.cmid)}
                    onChange={() => setChosen(toggled(chosen, slot.cmid))}
                  />
                </Cell>
                <Cell>
                  <Holder slot={slot} />
                </Cell>
                <Cell className="font-mono text-xs text-ink-soft whitespace-nowrap">{slot.cmid}</Cell>
                <Cell className="whitespace-nowrap">
                  {slot.product}
                  {slot.isVirtual && <span className="text-ink-soft">, virtual</span>}
                </Cell>
                <Cell>
                  <Time at={slot.askedAt} as="short" inList />
                </Cell>
                <Cell className="whitespace-nowrap">
                  {slot.leavesAt <= now && <span className="text-ink-soft">left </span>}
                  <Time at={slot.leavesAt} as="date" inList />
                </Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </div>
  )
}

function Holder({ slot: { client, name, otherNames, cmid } }: { slot: ShownSlot }) {
  return (
    <span className="grid leading-tight">
      <Link href={paths.client(client)} className="link font-mono">
        {name}
      </Link>
      {otherNames.length > 0 && (
        <Link href={paths.clients({ cmid })} className="link text-xs">
          shared with {formatCountOf(otherNames.length, 'other machine')}
        </Link>
      )}
    </span>
  )
}
