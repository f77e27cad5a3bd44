import { type RefObject, useCallback, useState } from 'react'
import { usePageKeys } from '../layout/keys'
import { useGo } from '../layout/leaving'
import { type RowSelection, toggled } from './select-box'

interface RowKeysOptions<Row> {
  frame: RefObject<HTMLElement | null>
  rows: readonly Row[]
  rowId: (row: Row) => string
  rowHref: (row: Row) => string
  open?: string | null
  onOpen?: (id: string | null) => void
  selection?: RowSelection
}

/**
 * j and k move, Space opens the quick look, Enter the page, x selects, Esc closes. Returns the id of the row
 * the keys are on. With the quick look open, j and k carry it along.
 */
export function useRowKeys<Row>(options: RowKeysOptions<Row>): string | undefined {
  const { frame, rows, rowId, rowHref, open, onOpen, selection } = options
  const go = useGo()
  const [active, setActive] = useState<string>()
  const handle = useCallback(
    (event: KeyboardEvent) => {
      const focused = focusedRow(event.target) ?? active ?? open ?? undefined
      const position = rows.findIndex((row) => rowId(row) === focused)
      const current = rows[position]
      const act: Record<string, (() => void) | undefined> = {
        j: () => moveTo(rows[Math.min(position + 1, rows.length - 1)]),
        k: () => moveTo(rows[Math.max(position - 1, 0)]),
        x: current && selection && (() => selection.onChange(toggled(selection.ids, rowId(current)))),
        ' ':
          current && onOpen && !isOwnControl(event.target)
            ? () => onOpen(open === rowId(current) ? null : rowId(current))
            : undefined,
        Enter: current && !isOwnControl(event.target) ? () => go(rowHref(current)) : undefined,
        Escape: open && onOpen ? () => onOpen(null) : undefined,
      }
      const action = act[event.key]
      if (!action) return
      event.preventDefault()
      action()

      function moveTo(row: Row | undefined) {
        if (row === undefined) return
        const id = rowId(row)
        setActive(id)
        if (open && onOpen) onOpen(id)
        frame.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus()
      }
    },
    [frame, rows, rowId, rowHref, open, onOpen, selection, active, go],
  )
  usePageKeys(handle)
  return active
}

function focusedRow(target: EventTarget | null): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('[data-row]')?.dataset.row : undefined
}

/** A focused link or button keeps Space and Enter for itself. */
function isOwnControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a, button, summary, [role="button"]') !== null
}
