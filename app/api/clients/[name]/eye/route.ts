import { apiError, apiRoute } from '@/lib/auth/api-route'
import { eyeQuery } from '@/lib/operations/client-eye/eye-input'
import { lookAsClient } from '@/lib/operations/client-eye/look-as-client'
import { parseInput } from '@/lib/operations/parse-input'

interface EyeContext {
  params: Promise<{ name: string }>
}

/** What a machine asks and finds now: DNS and ports are asked, so it is no GET. What was found last, the page loads itself. */
export const POST = apiRoute<EyeContext>('discovery.probe', async (actor, request, { params }) => {
  const { name } = await params
  const query = parseInput(eyeQuery, Object.fromEntries(new URL(request.url).searchParams))
  if (!query.success) return apiError(400, 'badInput', query.error.issues[0]?.message ?? 'Not understood.')
  const view = await lookAsClient(actor, { name, query: query.data, live: true })
  return Response.json(view, { headers: { 'Cache-Control': 'no-store' } })
})
