import { apiRoute } from '@/lib/auth/api-route'
import { loadClientGroups } from '@/lib/data/clients/client-groups'
import { loadClientsParams, requestOf } from '@/lib/format/clients-address'

/** The clients list counted by what `group` names, for the browser while a person filters. */
export const GET = apiRoute('machine.read', async (actor, request) => {
  const params = loadClientsParams(request)
  const groups = await loadClientGroups(
    actor,
    requestOf(params).filter,
    params.group ?? 'product',
    new Date(),
  )
  return Response.json(groups, { headers: { 'Cache-Control': 'no-store' } })
})
