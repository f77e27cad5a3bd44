import { apiRoute } from '@/lib/auth/api-route'
import { loadOverview } from '@/lib/data/overview/overview'

/** The overview's numbers, for the page that looks again every minute. */
export const GET = apiRoute('machine.read', async (actor) => {
  const view = await loadOverview(actor, new Date())
  return Response.json(view, { headers: { 'Cache-Control': 'no-store' } })
})
