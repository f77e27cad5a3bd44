'use client'

import { useRef } from 'react'
import { type Column, shownColumns } from './column'
import { DataTable, type DataTableProps } from './data-table'
import { type RowSelection, SelectAllBox, SelectBox } from './select-box'
import { useRowKeys } from './use-row-keys'

interface ListTableProps<Row> extends DataTableProps<Row> {
  rowHref: (row: Row) => string
  /** Ids of chosen columns; null for the usual ones. */
  chosen: readonly string[] | null
  selection?: RowSelection
  /** The row whose quick look is open. */
  open: string | null
  onOpen: (id: string | null) => void
}

/** A list over the fleet: the table with chosen columns, rows to select and to walk through by keys, and quick looks. */
export function ListTable<Row>(props: ListTableProps<Row>) {
  const { columns, chosen, selection, open, onOpen, rowHref, ...table } = props
  const { rows, rowId } = table
  const frame = useRef<HTMLDivElement>(null)
  const active = useRowKeys({ frame, rows, rowId, rowHref, open, onOpen, selection })
  const shown = shownColumns(columns, chosen)
  return (
    <DataTable
      {...table}
      ref={frame}
      columns={selection ? [boxColumn(rows.map(rowId), rowId, selection), ...shown] : shown}
      rowProps={(row) => {
        const id = rowId(row)
        return {
          ...rowMarks({ id, active: active === id, open: open === id }),
          tabIndex: -1,
          'aria-selected': selection?.ids.includes(id),
          onClick: (event) => !isControl(event.target) && onOpen(open === id ? null : id),
        }
      }}
    />
  )
}

/** By these the style sheet and the keys know a row. */
const rowMarks = ({ id, active, open }: { id: string; active: boolean; open: boolean }) => ({
  'data-row': id,
  'data-active': active || undefined,
  'data-open': open || undefined,
})

/** The column of boxes that select rows. */
export function boxColumn<Row>(
  ids: string[],
  rowId: (row: Row) => string,
  selection: RowSelection,
): Column<Row> {
  return {
    id: 'select',
    header: 'Select',
    heading: <SelectAllBox ids={ids} selection={selection} />,
    box: true,
    cell: (row) => <SelectBox id={rowId(row)} label={`Select ${rowId(row)}`} selection={selection} />,
  }
}

/** Links, buttons and boxes inside a row keep their own meaning. */
function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, label, time') !== null
}
