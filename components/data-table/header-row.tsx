'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import { classes } from '../ui/classes'
import { Tooltip } from '../ui/tooltip'
import type { ListColumn, SortState } from './column'
import type { RowSelection } from './data-table'
import { SelectAllBox } from './select-box'

interface HeaderRowProps<Row> {
  columns: readonly ListColumn<Row>[]
  narrow: (column: ListColumn<Row>) => string | false | undefined
  sort?: SortState
  onSort?: (sort: SortState) => void
  selectAll?: { ids: string[]; selection: RowSelection }
}

const CELL = 'sticky top-0 z-10 bg-sunken border-b h-8 text-xs font-medium text-ink-soft whitespace-nowrap'

/** The sticky header: sorting by a click on a word. */
export function HeaderRow<Row>({ columns, narrow, sort, onSort, selectAll }: HeaderRowProps<Row>) {
  return (
    <thead>
      <tr>
        {selectAll && (
          <th scope="col" className={classes(CELL, 'w-9 pl-3 pr-0 text-left')}>
            <SelectAllBox {...selectAll} />
          </th>
        )}
        {columns.map((column) => (
          <th
            key={column.id}
            scope="col"
            aria-sort={sortOf(column, sort)}
            className={classes(CELL, 'px-2.5', column.numeric ? 'text-right' : 'text-left', narrow(column))}
          >
            <HeaderWord column={column} sort={sort} onSort={onSort} />
          </th>
        ))}
      </tr>
    </thead>
  )
}

function sortOf<Row>({ sortKey }: ListColumn<Row>, sort: SortState | undefined) {
  if (!sortKey) return undefined
  if (sort?.key !== sortKey) return 'none'
  return sort.descending ? 'descending' : 'ascending'
}

function HeaderWord<Row>({
  column,
  sort,
  onSort,
}: Pick<HeaderRowProps<Row>, 'sort' | 'onSort'> & { column: ListColumn<Row> }) {
  const { header, sortKey, explanation } = column
  if (!sortKey || !onSort) return explanation ? <Explained text={explanation}>{header}</Explained> : header
  const isCurrent = sort?.key === sortKey
  const Arrow = sort?.descending ? ArrowDown : ArrowUp
  const next = { key: sortKey, descending: isCurrent ? !sort.descending : column.startsDescending === true }
  const button = (
    <button
      type="button"
      onClick={() => onSort(next)}
      className={classes('inline-flex items-center gap-1 h-7 hover:text-ink', isCurrent && 'text-ink')}
    >
      {header}
      <Arrow aria-hidden className={classes('size-3', !isCurrent && 'opacity-0')} />
    </button>
  )
  return explanation ? <Tooltip text={explanation}>{button}</Tooltip> : button
}

function Explained({ text, children }: { text: string; children: string }) {
  return (
    <Tooltip text={text}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation must be reachable by keyboard */}
      <span tabIndex={0} className="rounded-sm">
        {children}
      </span>
    </Tooltip>
  )
}
