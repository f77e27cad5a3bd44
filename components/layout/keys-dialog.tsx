'use client'

import { usePathname } from 'next/navigation'
import { classes } from '../ui/classes'
import { Dialog } from '../ui/dialog'
import { Kbd } from '../ui/kbd'
import { FOOT_PLACES, MAIN_PLACES, type Place } from './navigation'

interface KeyRow {
  keys: readonly string[]
  does: string
}

const EVERYWHERE: readonly KeyRow[] = [
  { keys: ['/'], does: 'Search everything' },
  { keys: ['Ctrl', 'K'], does: 'Search everything, also while typing' },
  { keys: ['?'], does: 'This list' },
]

const IN_LISTS: readonly KeyRow[] = [
  { keys: ['j'], does: 'Next row' },
  { keys: ['k'], does: 'Previous row' },
  { keys: ['Space'], does: 'Quick look at the row' },
  { keys: ['Enter'], does: 'Open the page of the row' },
  { keys: ['x'], does: 'Select the row' },
  { keys: ['Esc'], does: 'Close the quick look' },
  { keys: ['f'], does: 'Go to the filter' },
]

interface KeysDialogProps {
  places: readonly Place[]
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** What the keyboard does on this page. */
export function KeysDialog({ places, open, onOpenChange }: KeysDialogProps) {
  const isList = ['/clients', '/kms-hosts'].includes(usePathname())
  const going = [...MAIN_PLACES, ...FOOT_PLACES]
    .filter((item) => places.includes(item.place))
    .map((item) => ({ keys: ['g', item.key], does: `Go to ${item.label}` }))
  return (
    <Dialog title="Keyboard shortcuts" open={open} onOpenChange={onOpenChange}>
      <div className={classes('grid gap-5', isList && 'sm:grid-cols-2')}>
        <KeyTable title="Everywhere" rows={[...EVERYWHERE, ...going]} isWide={!isList} />
        {isList && <KeyTable title="In this list" rows={IN_LISTS} />}
      </div>
    </Dialog>
  )
}

interface KeyTableProps {
  title: string
  rows: readonly KeyRow[]
  /** It has the dialog to itself. */
  isWide?: boolean
}

function KeyTable({ title, rows, isWide }: KeyTableProps) {
  return (
    <section className="grid gap-2 content-start">
      <h3 className="text-xs font-medium text-ink-soft">{title}</h3>
      <dl className={classes('grid gap-x-8 gap-y-1.5', isWide && 'sm:grid-cols-2')}>
        {rows.map((row) => (
          <div key={row.does} className="flex items-center justify-between gap-4">
            <dt className="text-table">{row.does}</dt>
            <dd className="flex gap-1">
              {row.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
