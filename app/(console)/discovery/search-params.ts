import {
  createLoader,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { CELL_KINDS } from '@/lib/activation/discovery/matrix-cell'
import type { CellRow, DiscoveryView } from '@/lib/data/discovery/discovery-page'

/** What the address of the discovery page holds. Nonsense falls back to the defaults. */
export const discoveryParams = {
  /** part of a zone's or a host's name */
  q: parseAsString.withDefault(''),
  state: parseAsArrayOf(parseAsStringLiteral(CELL_KINDS)).withDefault([]),
  /** work: only rows with a cell that needs someone */
  show: parseAsStringLiteral(['all', 'work'] as const).withDefault('all'),
  /** 'zone host' of the open panel */
  cell: parseAsString,
}

export type DiscoveryParams = inferParserType<typeof discoveryParams>

export const loadDiscoveryParams = createLoader(discoveryParams)

type Shown = Pick<DiscoveryView, 'columns' | 'rows'>
type Filter = Pick<DiscoveryParams, 'q' | 'state' | 'show'>

export const NO_DISCOVERY_FILTER = { q: null, state: null, show: null } as const

export function isFiltered({ q, state, show }: Filter): boolean {
  return q.trim() !== '' || state.length > 0 || show !== 'all'
}

/**
 * What of the matrix matches: rows with a matching cell, columns of matching hosts. A text that is part of a zone's name
 * keeps the row, one that is part of a host's name keeps the column.
 */
export function filterMatrix({ columns, rows }: Shown, { q, state, show }: Filter): Shown {
  const text = q.trim().toLowerCase()
  const hostMatches = columns.map(({ host }) => text === '' || host.includes(text))
  const zoneMatches = rows.some(({ zone }) => zone.includes(text))
  const keepsColumn = (at: number) => zoneMatches || hostMatches[at] === true
  const matches = (cell: CellRow | undefined) =>
    cell !== undefined &&
    (state.length === 0 || (state.includes(cell.kind) && !cell.isQuiet)) &&
    (show === 'all' || cell.needsWork)
  const isFree = state.length === 0 && show === 'all'
  const shownRows = rows.filter((row) => {
    const byName = text === '' || !zoneMatches || row.zone.includes(text)
    return byName && (isFree || row.cells.some((cell, at) => keepsColumn(at) && matches(cell)))
  })
  const shownColumns = columns.map((_, at) => at).filter(keepsColumn)
  if (shownColumns.length === 0) return { columns: [], rows: [] }
  return {
    columns: shownColumns.flatMap((at) => columns[at] ?? []),
    rows: shownRows.map((row) => ({ ...row, cells: shownColumns.flatMap((at) => row.cells[at] ?? []) })),
  }
}
