import type { Actor } from '@/lib/auth/actor-kinds'
import { type ExportName, exportOf } from '@/lib/data/lists/export-list'
import { writeWorkbook } from '@/lib/data/lists/workbook'
import { copyOfReader } from '@/lib/data/permission'
import { formatCount } from '@/lib/format/counts'
import { csvDownload } from '@/lib/format/csv-download'
import { downloadHeaders, FILE_TYPES } from '@/lib/format/download'
import { XLSX_ROWS } from '@/lib/format/workbook-limit'
import { aside } from '@/lib/jobs/threads'

const writeAside = aside('exporting', 'writeWorkbook', writeWorkbook)

/**
 * Exactly what a list shows, all pages, as CSV or (`as=xlsx`) as an Excel workbook: its filter, order and columns, or only
 * the rows in `ids`. Throws NotPermitted; 413 where a workbook cannot take so many rows.
 */
export async function exportDownload(actor: Actor, list: ExportName, address: string): Promise<Response> {
  const { searchParams, search } = new URL(address)
  const now = new Date()
  const name = `${list}-${now.toISOString().slice(0, 10)}`
  const { columns, batches } = await exportOf(actor, list, searchParams, now)
  if (searchParams.get('as') !== 'xlsx') {
    return csvDownload(
      name,
      columns.map(({ header, value }) => ({
        header,
        text: value as (row: unknown) => string | number | null,
      })),
      batches as AsyncGenerator<unknown[]>,
    )
  }
  const workbook = await writeAside({ list, query: search, ...copyOfReader(actor), now: now.toISOString() })
  if (workbook === undefined) return tooManyRows()
  const body = workbook as Uint8Array<ArrayBuffer>
  return new Response(body, { headers: downloadHeaders(`${name}.xlsx`, FILE_TYPES.xlsx) })
}

function tooManyRows(): Response {
  const message = `A workbook takes ${formatCount(XLSX_ROWS)} rows at most. Export CSV, or narrow the list.`
  return Response.json({ error: { kind: 'tooManyRows', message } }, { status: 413 })
}
