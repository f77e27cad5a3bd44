'use client'

import { SlidersHorizontal } from 'lucide-react'
import type { ListLook } from '@/lib/format/list-address'
import { GROUP_LABELS, LIST_GROUPS, type ListGroup } from '@/lib/format/list-groups'
import { PAGE_SIZES, USUAL_SIZE } from '@/lib/format/page-sizes'
import { Button } from '../ui/button'
import { Menu, MenuCheck, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from '../ui/menu'
import { type Column, type Density, defaultColumns, shownColumns } from './column'

interface ViewMenuProps<Row> {
  columns: readonly Column<Row>[]
  look: ListLook
  like: (change: Partial<ListLook>) => void
  /** how close the rows stand while nobody has chosen */
  density?: Density
  /** by what the rows are counted instead, where the list can */
  group?: ListGroup | null
  onGroup?: (group: ListGroup | null) => void
}

/** Which columns, how close the rows stand, how many of them, and whether they are counted by something instead. */
export function ViewMenu<Row>(props: ViewMenuProps<Row>) {
  const { columns, look, like, density = 'compact', group, onGroup } = props
  const shown = shownColumns(columns, look.cols).map((column) => column.id)
  const choose = (id: string, isShown: boolean) => {
    const next = columns
      .map((column) => column.id)
      .filter((one) => (one === id ? isShown : shown.includes(one)))
    const isUsual = next.join() === defaultColumns(columns).join()
    like({ cols: isUsual ? null : next })
  }
  return (
    <Menu trigger={<Button icon={SlidersHorizontal}>View</Button>}>
      <MenuLabel>Columns</MenuLabel>
      {columns.map((column) => (
        <MenuCheck
          key={column.id}
          checked={shown.includes(column.id)}
          disabled={column.always}
          onChange={(isShown) => choose(column.id, isShown)}
        >
          {column.header}
        </MenuCheck>
      ))}
      {look.cols !== null && (
        <MenuItem onSelect={() => like({ cols: null })}>Show the usual columns</MenuItem>
      )}
      <MenuSeparator />
      <MenuChoice
        label="Rows"
        value={look.density ?? density}
        onChange={(value) => like({ density: value === 'roomy' ? 'roomy' : 'compact' })}
        options={[
          { value: 'compact', label: 'Compact' },
          { value: 'roomy', label: 'Roomy' },
        ]}
      />
      {onGroup && <MenuSeparator />}
      {onGroup && (
        <MenuChoice
          label="Count by"
          value={group ?? ''}
          onChange={(value) => onGroup(LIST_GROUPS.find((one) => one === value) ?? null)}
          options={[
            { value: '', label: 'Nothing: show the rows' },
            ...LIST_GROUPS.map((one) => ({ value: one, label: GROUP_LABELS[one] })),
          ]}
        />
      )}
      <MenuChoice
        label="Rows of a page"
        value={String(look.size ?? USUAL_SIZE)}
        onChange={(value) => like({ size: PAGE_SIZES.find((one) => String(one) === value) ?? USUAL_SIZE })}
        options={PAGE_SIZES.map((one) => ({ value: String(one), label: String(one) }))}
      />
    </Menu>
  )
}
