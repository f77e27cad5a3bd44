import { apiRoute } from '@/lib/auth/api-route'
import { loadDirectories } from '@/lib/data/networks/directories'

/** The directories with their last readings: what the page follows while one is being read. */
export const GET = apiRoute('discovery.read', async (actor) =>
  Response.json(await loadDirectories(actor), { headers: { 'Cache-Control': 'no-store' } }),
)
