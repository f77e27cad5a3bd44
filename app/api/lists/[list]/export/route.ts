import { exportDownload } from '@/app/api/lists/export-download'
import { apiError, apiRoute } from '@/lib/auth/api-route'
import { isExportName } from '@/lib/data/lists/export-list'

interface ExportContext {
  params: Promise<{ list: string }>
}

/** Exactly what a list shows, as CSV or as a workbook. */
export const GET = apiRoute<ExportContext>('fleet.export', async (actor, request, { params }) => {
  const { list } = await params
  if (!isExportName(list)) return apiError(404, 'notFound', 'There is no such list.')
  return exportDownload(actor, list, request.url)
})
