import { CONDITION_WORD } from '@/components/license/condition'
import type { ClientRow } from '@/lib/data/clients/clients-page'

interface ExportColumn {
  /** the column's id in the list */
  id: string
  header: string
  cell: (row: ClientRow) => string | null
}

/** The list's columns as cells. Times are ISO 8601 UTC, so that spreadsheets can sort them. */
const COLUMNS: readonly ExportColumn[] = [
  { id: 'name', header: 'Name', cell: (row) => row.name },
  { id: 'state', header: 'State', cell: (row) => CONDITION_WORD[row.condition] },
  { id: 'reason', header: 'Reason', cell: (row) => row.reason },
  { id: 'product', header: 'Product', cell: (row) => row.product },
  { id: 'channel', header: 'Channel', cell: (row) => row.channel },
  { id: 'host', header: 'Activated by', cell: (row) => row.kmsHost ?? row.activatedBy },
  { id: 'expires', header: 'Expires', cell: (row) => row.expiresAt },
  { id: 'news', header: 'Last news', cell: (row) => row.observedAt },
  {
    id: 'other',
    header: 'Other products',
    cell: (row) => row.otherCondition && CONDITION_WORD[row.otherCondition],
  },
  { id: 'cmid', header: 'CMID', cell: (row) => row.cmid },
  { id: 'key', header: 'Last five', cell: (row) => row.lastFive },
  { id: 'domain', header: 'Domain', cell: (row) => row.domain },
]

const USUAL = ['name', 'state', 'reason', 'product', 'channel', 'host', 'expires', 'news']

/** The columns to write: the chosen ones, or those the list shows by itself; the name always. */
export function exportColumns(chosen: readonly string[] | null): ExportColumn[] {
  const wanted = chosen ?? USUAL
  return COLUMNS.filter((column) => column.id === 'name' || wanted.includes(column.id))
}

export function clientCells(row: ClientRow, columns: readonly ExportColumn[]): (string | null)[] {
  return columns.map((column) => column.cell(row))
}
