import { apiError, apiRoute } from '@/lib/auth/api-route'
import { loadClientPage } from '@/lib/data/clients/client-page'

/** One client with its answer in words, for the quick look beside the list. */
export const GET = apiRoute<{ params: Promise<{ name: string }> }>(
  'fleet.read',
  async (actor, _, { params }) => {
    const { name } = await params
    const client = await loadClientPage(actor, name, new Date())
    if (!client) return apiError(404, 'unknownClient', 'No client has that name.')
    return Response.json(client, { headers: { 'Cache-Control': 'no-store' } })
  },
)
