import { apiError, apiRoute } from '@/lib/auth/api-route'
import { copyOfReader, mustBeAble } from '@/lib/data/permission'
import { writeReportFile } from '@/lib/data/reports/report-files'
import { REPORT_SOURCES } from '@/lib/data/reports/reports'
import { downloadHeaders, FILE_TYPES } from '@/lib/format/download'
import { isReportNumber } from '@/lib/format/reports'
import { aside } from '@/lib/jobs/threads'

const writeAside = aside('exporting', 'writeReportFile', writeReportFile)

interface ReportContext {
  params: Promise<{ report: string }>
}

/**
 * A report as a file, all rows: `as=csv` (one table: `table=2`; `facts=yes` for lines above that say what it is about),
 * `xlsx`, `pdf` or `json`; period and filters as in the address of its page.
 */
export const GET = apiRoute<ReportContext>('machine.export', async (actor, request, { params }) => {
  const { report: number } = await params
  if (!isReportNumber(number)) return apiError(404, 'notFound', 'There is no such report.')
  // Here as well: from the thread a refusal would come back as a failure.
  const { permission } = REPORT_SOURCES[number]
  mustBeAble(actor, permission)
  if (permission !== 'machine.read') mustBeAble(actor, 'fleet.export')
  const { search, searchParams } = new URL(request.url)
  const asked = searchParams.get('as') ?? ''
  const as = Object.hasOwn(FILE_TYPES, asked) ? (asked as keyof typeof FILE_TYPES) : 'csv'
  const now = new Date().toISOString()
  const file = await writeAside({ number, as, query: search, ...copyOfReader(actor), now })
  if (!file.ok) return apiError(404, 'notFound', `This report has ${file.refusal.tables} tables.`)
  const body = file.content as string | Uint8Array<ArrayBuffer>
  if (as === 'json')
    return new Response(body, { headers: { 'Content-Type': FILE_TYPES.json, 'Cache-Control': 'no-store' } })
  const table = as === 'csv' ? Number(searchParams.get('table') ?? 1) : 1
  const name = `${number}-${now.slice(0, 10)}${table === 1 ? '' : `-table-${table}`}`
  return new Response(body, { headers: downloadHeaders(`${name}.${as}`, FILE_TYPES[as]) })
})
