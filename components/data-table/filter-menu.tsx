'use client'

import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatCount } from '@/lib/format/counts'
import { Button } from '../ui/button'
import { classes } from '../ui/classes'
import { Menu, MenuCheck, MenuItem } from '../ui/menu'

export interface FilterOption {
  value: string
  label: ReactNode
  count?: number | undefined
}

interface FilterMenuProps {
  label: string
  options: readonly FilterOption[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
  /** What to say when there is nothing to choose. */
  emptyWords?: string
}

/** A field of the filter with its values to tick. */
export function FilterMenu({ label, options, chosen, onChange, emptyWords }: FilterMenuProps) {
  return (
    <Menu
      align="start"
      trigger={
        <Button className={classes('font-normal', chosen.length > 0 && 'border-accent')}>
          {label}
          {chosen.length > 0 && <span className="text-accent-strong">{chosen.length}</span>}
          <ChevronDown aria-hidden className="size-3.5 text-ink-faint" />
        </Button>
      }
    >
      {options.length === 0 && <MenuItem disabled>{emptyWords ?? 'Nothing to choose yet'}</MenuItem>}
      {options.map((option) => (
        <MenuCheck
          key={option.value}
          checked={chosen.includes(option.value)}
          onChange={(isChosen) =>
            onChange(isChosen ? [...chosen, option.value] : chosen.filter((one) => one !== option.value))
          }
        >
          <span className="flex-1">{option.label}</span>
          {option.count !== undefined && (
            <span className="pl-6 text-xs text-ink-soft">{formatCount(option.count)}</span>
          )}
        </MenuCheck>
      ))}
    </Menu>
  )
}
