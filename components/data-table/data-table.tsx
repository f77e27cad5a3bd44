'use client'

import {
  type ColumnDef,
  columnVisibilityFeature,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { type ReactNode, useMemo, useRef } from 'react'
import { classes } from '../ui/classes'
import { type Density, type ListColumn, type SortState, shownColumns } from './column'
import { HeaderRow } from './header-row'
import { SelectBox } from './select-box'
import { SkeletonRows } from './skeleton-rows'
import { useRowKeys } from './use-row-keys'

const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature })

export interface RowSelection {
  ids: readonly string[]
  onChange: (ids: string[]) => void
}

interface DataTableProps<Row> {
  /** What is listed: the table's accessible name. */
  label: string
  columns: readonly ListColumn<Row>[]
  rows: Row[]
  rowId: (row: Row) => string
  rowHref: (row: Row) => string
  /** Ids of chosen columns; null for the usual ones. */
  chosen: readonly string[] | null
  density: Density
  sort?: SortState
  onSort?: (sort: SortState) => void
  selection?: RowSelection
  /** The row whose quick look is open. */
  open?: string | null
  onOpen?: (id: string | null) => void
  /** 'first': nothing to show yet. 'again': the rows shown are about to be replaced. */
  loading?: 'first' | 'again'
  empty: ReactNode
}

/** The one table for lists: columns, sort, selection, keys, quick look, skeleton and empty state. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowId, chosen, density, sort, onSort, selection, open, onOpen, loading } =
    props
  const region = useRef<HTMLElement>(null)
  const shown = shownColumns(columns, chosen)
  const definitions = useMemo(() => columns.map(toDefinition), [columns])
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowId,
    state: {
      columnVisibility: Object.fromEntries(columns.map(({ id }) => [id, shown.some((one) => one.id === id)])),
      rowSelection: Object.fromEntries((selection?.ids ?? []).map((id) => [id, true])),
    },
  })
  const active = useRowKeys({ region, rows, rowId, rowHref: props.rowHref, open, onOpen, selection })
  const narrow = (column: ListColumn<Row> | undefined) =>
    column?.wideOnly && chosen === null && 'max-md:hidden'
  const isEmpty = rows.length === 0 && loading === undefined
  return (
    <section
      ref={region}
      aria-label={label}
      aria-busy={loading !== undefined}
      data-frame
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className={classes(
        'relative overflow-auto rounded-md border bg-raised min-w-0 md:min-h-0',
        isEmpty && 'grid content-center',
      )}
    >
      {!isEmpty && (
        <table className="w-full border-separate border-spacing-0 text-table">
          <caption className="sr-only">{label}</caption>
          <HeaderRow
            columns={shown}
            narrow={narrow}
            sort={sort}
            onSort={onSort}
            selectAll={selection && { ids: rows.map(rowId), selection }}
          />
          <tbody className={classes(loading === 'again' && 'opacity-60')}>
            {loading === 'first' && (
              <SkeletonRows columns={shown} density={density} selectable={Boolean(selection)} />
            )}
            {table.getRowModel().rows.map((row) => (
              <tr
                key={row.id}
                data-row={row.id}
                tabIndex={-1}
                data-active={active === row.id || undefined}
                data-open={open === row.id || undefined}
                aria-selected={selection ? row.getIsSelected() : undefined}
                onClick={(event) =>
                  onOpen && !isControl(event.target) && onOpen(open === row.id ? null : row.id)
                }
                className={classes(
                  'group hover:bg-hover aria-selected:bg-accent-faint data-open:bg-accent-soft',
                  'focus-visible:outline-offset-[-2px]',
                  onOpen && 'cursor-default',
                  density === 'compact' ? 'h-8' : 'h-10',
                )}
              >
                {selection && (
                  <td className={classes(CELL, 'w-9 pl-3 pr-0')}>
                    <SelectBox id={row.id} label={`Select ${row.id}`} selection={selection} />
                  </td>
                )}
                {row.getVisibleCells().map((cell) => {
                  const column = columns.find((one) => one.id === cell.column.id)
                  return (
                    <td
                      key={cell.id}
                      className={classes(
                        CELL,
                        'px-2.5',
                        column?.numeric && 'text-right',
                        column?.className,
                        narrow(column),
                      )}
                    >
                      {column?.cell(row.original)}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {isEmpty && props.empty}
    </section>
  )
}

const CELL = 'border-b group-last:border-b-0 whitespace-nowrap'

function toDefinition<Row extends object>(column: ListColumn<Row>): ColumnDef<typeof features, Row> {
  return { id: column.id, header: column.header, cell: ({ row }) => column.cell(row.original) }
}

/** Links, buttons and boxes inside a row keep their own meaning. */
function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, label, time') !== null
}
