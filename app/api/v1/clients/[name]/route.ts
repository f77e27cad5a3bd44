import { ANSWER_HEADERS, problem } from '@/lib/auth/problem'
import { tokenRoute } from '@/lib/auth/token-route'
import { loadClientPage } from '@/lib/data/clients/client-page'
import { loadForgottenClient } from '@/lib/data/clients/forgotten-client'

/** One machine with its licenses and its answer in words. */
export const GET = tokenRoute<{ params: Promise<{ name: string }> }>(
  ['fleet.read'],
  async ({ actor }, _, { params }) => {
    const { name } = await params
    const client = await loadClientPage(actor, name, new Date())
    if (!client) {
      const isForgotten = (await loadForgottenClient(actor, name)) !== undefined
      return isForgotten
        ? problem(404, 'forgottenClient', 'This machine was forgotten: it counts nowhere any more.')
        : problem(404, 'unknownClient', 'No machine has that name.')
    }
    return Response.json(client, { headers: ANSWER_HEADERS })
  },
)
