import { apiError, apiRoute } from '@/lib/auth/api-route'
import { loadImport, loadRejections } from '@/lib/data/imports/imports'
import { CSV_START, csvRows } from '@/lib/format/csv'

/** As many as an import keeps. */
const ALL = 10_000

interface Context {
  params: Promise<{ id: string }>
}

/** The rejected rows of an import as CSV: line, reason, excerpt; formula cells are escaped. */
export const GET = apiRoute<Context>('import.read', async (actor, _request, { params }) => {
  const { id } = await params
  const row = await loadImport(actor, id)
  if (!row) return apiError(404, 'notFound', 'There is no such import.')
  const rejections = await loadRejections(actor, id, { limit: ALL })
  const rows = rejections.map(({ line, reason, excerpt }) => [line, reason, excerpt])
  return new Response(CSV_START + csvRows([['line', 'reason', 'excerpt'], ...rows]), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="rejected-rows-${id.slice(0, 8)}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
})
