import { exportDownload } from '@/app/api/lists/export-download'
import { apiRoute } from '@/lib/auth/api-route'

/** Exactly what the list shows, all pages: filter, sort and columns; as CSV or as a workbook. */
export const GET = apiRoute('machine.export', (actor, request) =>
  exportDownload(actor, 'clients', request.url),
)
