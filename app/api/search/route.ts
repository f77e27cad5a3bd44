import { apiRoute } from '@/lib/auth/api-route'
import { searchEverything } from '@/lib/data/search'

/** What the palette shows while a person types. */
export const GET = apiRoute('machine.read', async (actor, request) => {
  const text = new URL(request.url).searchParams.get('q') ?? ''
  return Response.json(await searchEverything(actor, text.slice(0, 200), new Date()), {
    headers: { 'Cache-Control': 'no-store' },
  })
})
