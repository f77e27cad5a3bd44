import { apiRoute } from '@/lib/auth/api-route'
import { loadPendingRelabels } from '@/lib/data/reference/pending-relabels'

/** Products whose machines are being relabelled: what the page follows until there are none. */
export const GET = apiRoute('reference.read', async (actor) =>
  Response.json(await loadPendingRelabels(actor), { headers: { 'Cache-Control': 'no-store' } }),
)
