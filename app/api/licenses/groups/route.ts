import { apiRoute } from '@/lib/auth/api-route'
import { loadLicenseGroups } from '@/lib/data/licenses/license-groups'
import { licensesRequest, loadLicensesParams } from '@/lib/format/licenses-address'

/** The list of licenses counted by what `group` names, for the browser while a person filters. */
export const GET = apiRoute('machine.read', async (actor, request) => {
  const params = loadLicensesParams(request)
  const groups = await loadLicenseGroups(
    actor,
    licensesRequest(params).filter,
    params.group ?? 'product',
    new Date(),
  )
  return Response.json(groups, { headers: { 'Cache-Control': 'no-store' } })
})
