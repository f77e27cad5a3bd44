import { apiError, apiRoute } from '@/lib/auth/api-route'
import { loadDiscovery } from '@/lib/data/discovery/discovery-page'
import { checkNow } from '@/lib/operations/discovery/ask-discovery'

const HEADERS = { 'Cache-Control': 'no-store' }

/** The matrix of the last check, and the check that is running. */
export const GET = apiRoute('discovery.read', async (actor) =>
  Response.json(await loadDiscovery(actor), { headers: HEADERS }),
)

/** Checks all zones now: `{ checkId }` with 202, or 409 with the reason. */
export const POST = apiRoute('discovery.probe', async (actor) => {
  const outcome = await checkNow.run(actor, {})
  if (!outcome.ok) {
    return apiError(409, outcome.refusal.kind, checkNow.say(outcome.refusal).sentence ?? '')
  }
  return Response.json({ checkId: outcome.checkId }, { status: 202, headers: HEADERS })
})
