import { apiRoute } from '@/lib/auth/api-route'
import { isOptional, LICENSE_COLUMNS } from '@/lib/data/licenses/license-row'
import { exportLicenses } from '@/lib/data/licenses/licenses-list'
import { csvDownload } from '@/lib/format/csv-download'
import { licensesRequest, loadLicensesParams } from '@/lib/format/licenses-address'

/** Exactly what the list shows, as a CSV file: filter, sort and columns; all pages. */
export const GET = apiRoute('fleet.export', async (actor, request) => {
  const params = loadLicensesParams(request)
  const now = new Date()
  const batches = await exportLicenses(actor, licensesRequest(params), now)
  const { cols } = params
  const columns = LICENSE_COLUMNS.filter(
    (column) => column.id === 'name' || (cols?.includes(column.id) ?? !isOptional(column)),
  )
  return csvDownload(`licenses-${now.toISOString().slice(0, 10)}`, columns, batches)
})
