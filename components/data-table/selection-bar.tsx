'use client'

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatCount } from '@/lib/format/counts'
import { Button, IconButton } from '../ui/button'

interface SelectionBarProps {
  selected: number
  /** Where all that match can be selected: how many, in words ready to show. */
  all?: { matching: string; isAll: boolean; onSelectAll: () => void }
  onClear: () => void
  /** What can be done with the selection. */
  children: ReactNode
}

/** Takes the place of the list's tools while rows are selected. */
export function SelectionBar({ selected, all, onClear, children }: SelectionBarProps) {
  return (
    <div className="flex flex-wrap items-center gap-2 min-h-8 rounded-md bg-accent-soft px-2 py-1">
      <IconButton icon={X} size="small" label="Clear the selection" onClick={onClear} />
      <span role="status" className="font-medium">
        {all?.isAll ? `All ${all.matching} selected` : `${formatCount(selected)} selected`}
      </span>
      {all && !all.isAll && (
        <Button look="quiet" size="small" onClick={all.onSelectAll}>
          Select all {all.matching} that match
        </Button>
      )}
      <span className="ml-auto flex flex-wrap gap-2">{children}</span>
    </div>
  )
}
