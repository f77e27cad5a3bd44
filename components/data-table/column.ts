import type { ReactNode } from 'react'

/** One column of a list: what a list page writes, besides its row actions and its empty state. */
export interface ListColumn<Row> {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** The word for `sort` in the URL; without it the column cannot be sorted by. */
  sortKey?: string
  /** Sorting starts with the largest first. */
  startsDescending?: true
  numeric?: true
  /** Cannot be hidden: it names the row. */
  always?: true
  /** Hidden until chosen. */
  optional?: true
  /** Left out on narrow screens unless chosen. */
  wideOnly?: true
  /** What the header means, as a tooltip. */
  explanation?: string
  /** Classes for the cells, such as a width. */
  className?: string
}

export type Density = 'compact' | 'roomy'

export interface SortState {
  key: string
  descending: boolean
}

/** The ids shown when nothing was chosen. */
export function defaultColumns<Row>(columns: readonly ListColumn<Row>[]): string[] {
  return columns.filter((column) => !column.optional).map((column) => column.id)
}

/** The columns to show, in their own order: the chosen ones and those that are always there. */
export function shownColumns<Row>(
  columns: readonly ListColumn<Row>[],
  chosen: readonly string[] | null,
): ListColumn<Row>[] {
  const wanted = chosen ?? defaultColumns(columns)
  return columns.filter((column) => column.always || wanted.includes(column.id))
}
