import type { ReactNode } from 'react'

/** How the cells of a column look; the style sheet of the table knows these words. */
const LOOKS = [
  'numeric',
  'mono',
  'soft',
  'end',
  'nowrap',
  'cut',
  'cutShort',
  'box',
  'flush',
  'grow',
  'sticky',
  'wideOnly',
] as const

/**
 * One column of a table: what a page writes. Besides its looks:
 * `numeric` and `end` stand at the right, `cut` and `cutShort` shorten what is too long (the whole text is in the tooltip),
 * `box` is as wide as a box to tick, `flush` cells are filled by what is in them, `grow` takes the width that is
 * left, `sticky` stays in sight while the others scroll sideways, `wideOnly` is left out on a narrow screen.
 */
export interface Column<Row> extends Partial<Record<(typeof LOOKS)[number], true>> {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** The header is for listeners only: buttons need no word above them. */
  headerHidden?: true
  /** What stands in place of the header's word. */
  heading?: ReactNode
  /** What the header means, as a tooltip. */
  explanation?: string
  /** The cells name their rows. */
  rowHeader?: true
  /** So that sentences are not crushed on a narrow screen: '16rem'. */
  minWidth?: string
  /** The word for `sort` in the address; without it a list cannot be sorted by the column. */
  sortKey?: string
  /** Sorting starts with the largest first. */
  startsDescending?: true
  /** Cannot be hidden from a list: it names the row. */
  always?: true
  /** Hidden from a list until chosen. */
  optional?: true
}

/** How close the rows of a list stand. */
export type Density = 'compact' | 'roomy'

export interface SortState {
  key: string
  descending: boolean
}

/** The looks of a column as one attribute, or nothing. */
export function lookOf<Row>(column: Column<Row>): string | undefined {
  return LOOKS.filter((look) => column[look]).join(' ') || undefined
}

/** The ids shown when nothing was chosen. */
export function defaultColumns<Row>(columns: readonly Column<Row>[]): string[] {
  return columns.filter((column) => !column.optional).map((column) => column.id)
}

/** The columns to show, in their own order: the chosen ones, on any screen, and those that are always there. */
export function shownColumns<Row>(
  columns: readonly Column<Row>[],
  chosen: readonly string[] | null,
): readonly Column<Row>[] {
  if (chosen === null) return columns.filter((column) => !column.optional)
  return columns
    .filter((column) => column.always || chosen.includes(column.id))
    .map(({ wideOnly: _, ...column }) => column)
}
