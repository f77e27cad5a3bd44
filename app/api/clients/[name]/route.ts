import { apiError, apiRoute } from '@/lib/auth/api-route'
import { loadDiagnosedClient } from '@/lib/operations/diagnosis/diagnosed-client'

/** One client with its answer in words and what is probably wrong, for the quick look beside the list. */
export const GET = apiRoute<{ params: Promise<{ name: string }> }>(
  'machine.read',
  async (actor, _, { params }) => {
    const { name } = await params
    const client = await loadDiagnosedClient(actor, name, new Date())
    if (!client) return apiError(404, 'unknownClient', 'No client has that name.')
    return Response.json(client, { headers: { 'Cache-Control': 'no-store' } })
  },
)
