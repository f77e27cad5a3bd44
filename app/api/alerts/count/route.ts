import { apiRoute } from '@/lib/auth/api-route'
import { countNeedsSomeone } from '@/lib/data/alerts/needs-someone'

/** How many alerts need someone, for the bell. */
export const GET = apiRoute('alert.read', async (actor) =>
  Response.json({ count: await countNeedsSomeone(actor) }, { headers: { 'Cache-Control': 'no-store' } }),
)
