import type { ComponentProps, ReactNode, Ref } from 'react'
import { type Column, type Density, lookOf, type SortState } from './column'
import { HeaderCell } from './header-cell'
import { SkeletonRows } from './skeleton-rows'

export interface DataTableProps<Row> {
  /** What is listed: the table's accessible name. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowId: (row: Row) => string
  /** Stands in place of the table when there is no row. */
  empty?: ReactNode
  /** Taller tables scroll inside themselves, beneath their header: '30rem'. */
  maxHeight?: string
  /** The table stands in a card, which has its own frame. */
  frameless?: true
  /** Further attributes of a row: the id an address leads to. */
  rowProps?: (row: Row) => ComponentProps<'tr'>
  /** The look of a list over the fleet: one line a row, more of them on a screen. */
  density?: Density
  sort?: SortState | undefined
  onSort?: ((sort: SortState) => void) | undefined
  /** 'first': nothing to show yet. 'again': the rows shown are about to be replaced. */
  loading?: 'first' | 'again' | undefined
  ref?: Ref<HTMLDivElement>
}

/**
 * The one table of the console: columns and rows, in a frame that scrolls so that the page never does. How it
 * looks is said once, in data-table.css. A list that is sorted, selected from and walked through by keys is a
 * `ListTable`, which is this with those added.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowId, empty, maxHeight, frameless, loading, density, ref } = props
  const isEmpty = rows.length === 0 && empty !== undefined && loading === undefined
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls; this only scrolls
    <div
      ref={ref}
      role="group"
      aria-label={label}
      aria-busy={loading !== undefined || undefined}
      data-frame={frameless ? 'none' : 'table'}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      style={maxHeight === undefined ? undefined : { maxHeight }}
    >
      {isEmpty ? (
        empty
      ) : (
        <table aria-label={label} data-table={density ?? 'plain'} data-loading={loading}>
          <thead>
            <tr>
              {columns.map((column) => (
                <HeaderCell key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
              ))}
            </tr>
          </thead>
          <tbody>
            {loading === 'first' && <SkeletonRows columns={columns} />}
            {rows.map((row) => (
              <tr key={rowId(row)} {...props.rowProps?.(row)}>
                {columns.map((column) => (
                  <BodyCell key={column.id} column={column} row={row} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  if (!column.rowHeader) return <td data-look={lookOf(column)}>{column.cell(row)}</td>
  return (
    <th scope="row" data-look={lookOf(column)}>
      {column.cell(row)}
    </th>
  )
}
