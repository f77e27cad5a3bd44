'use client'

import { SlidersHorizontal } from 'lucide-react'
import { GROUP_LABELS, LIST_GROUPS, type ListGroup } from '@/lib/format/list-groups'
import { PAGE_SIZES, type PageSize, USUAL_SIZE } from '@/lib/format/page-sizes'
import { Button } from '../ui/button'
import { Menu, MenuCheck, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from '../ui/menu'
import { type Column, type Density, defaultColumns, shownColumns } from './column'

interface ViewMenuProps<Row> {
  columns: readonly Column<Row>[]
  chosen: readonly string[] | null
  onChoose: (ids: string[] | null) => void
  density: Density
  onDensity: (density: Density) => void
  /** by what the rows are counted instead, where the list can */
  group?: ListGroup | null
  onGroup?: (group: ListGroup | null) => void
  /** rows of a page */
  size?: PageSize
  onSize?: (size: PageSize) => void
}

/** Which columns, how close the rows stand, how many of them, and whether they are counted by something instead. */
export function ViewMenu<Row>(props: ViewMenuProps<Row>) {
  const { columns, chosen, onChoose, density, onDensity, size, onSize, group, onGroup } = props
  const shown = shownColumns(columns, chosen).map((column) => column.id)
  const choose = (id: string, isShown: boolean) => {
    const next = columns
      .map((column) => column.id)
      .filter((one) => (one === id ? isShown : shown.includes(one)))
    const isUsual = next.join() === defaultColumns(columns).join()
    onChoose(isUsual ? null : next)
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
      {chosen !== null && <MenuItem onSelect={() => onChoose(null)}>Show the usual columns</MenuItem>}
      <MenuSeparator />
      <MenuChoice
        label="Rows"
        value={density}
        onChange={(value) => onDensity(value === 'roomy' ? 'roomy' : 'compact')}
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
      {onSize && (
        <MenuChoice
          label="Rows of a page"
          value={String(size)}
          onChange={(value) => onSize(PAGE_SIZES.find((one) => String(one) === value) ?? USUAL_SIZE)}
          options={PAGE_SIZES.map((one) => ({ value: String(one), label: String(one) }))}
        />
      )}
    </Menu>
  )
}
