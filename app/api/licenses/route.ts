import { apiRoute } from '@/lib/auth/api-route'
import { loadLicenses } from '@/lib/data/licenses/licenses-list'
import { licensesRequest, loadLicensesParams } from '@/lib/format/licenses-address'

/** A page of the list of licenses, for the browser while a person filters. */
export const GET = apiRoute('machine.read', async (actor, request) => {
  const list = await loadLicenses(actor, licensesRequest(loadLicensesParams(request)), new Date())
  return Response.json(list, { headers: { 'Cache-Control': 'no-store' } })
})
