'use client'

export interface RowSelection {
  ids: readonly string[]
  onChange: (ids: string[]) => void
}

const BOX = 'tick-box align-middle'

/** Selects one row. */
export function SelectBox({ id, label, selection }: { id: string; label: string; selection: RowSelection }) {
  const isSelected = selection.ids.includes(id)
  return (
    <input
      type="checkbox"
      aria-label={label}
      checked={isSelected}
      onChange={() => selection.onChange(toggled(selection.ids, id))}
      className={BOX}
    />
  )
}

/** Selects all rows of this page. */
export function SelectAllBox({ ids, selection }: { ids: string[]; selection: RowSelection }) {
  const onPage = ids.filter((id) => selection.ids.includes(id)).length
  const isAll = ids.length > 0 && onPage === ids.length
  const others = selection.ids.filter((id) => !ids.includes(id))
  return (
    <input
      type="checkbox"
      aria-label="Select all rows of this page"
      checked={isAll}
      ref={(box) => {
        if (box) box.indeterminate = onPage > 0 && !isAll
      }}
      onChange={() => selection.onChange(isAll ? others : [...others, ...ids])}
      className={BOX}
    />
  )
}

/** The selection with one row added or taken out. */
export function toggled(ids: readonly string[], id: string): string[] {
  return ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]
}
