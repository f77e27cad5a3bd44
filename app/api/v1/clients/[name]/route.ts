import { ANSWER_HEADERS, problem } from '@/lib/auth/problem'
import { tokenRoute } from '@/lib/auth/token-route'
import { loadClientPage } from '@/lib/data/clients/client-page'

/** One machine with its licenses and its answer in words. */
export const GET = tokenRoute<{ params: Promise<{ name: string }> }>(
  ['fleet.read'],
  async ({ actor }, _, { params }) => {
    const { name } = await params
    const client = await loadClientPage(actor, name, new Date())
    if (!client) return problem(404, 'unknownClient', 'No machine has that name.')
    return Response.json(client, { headers: ANSWER_HEADERS })
  },
)
