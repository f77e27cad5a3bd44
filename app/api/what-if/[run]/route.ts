import { apiError, apiRoute } from '@/lib/auth/api-route'
import { loadWhatIfRun } from '@/lib/data/whatif/what-if-store'

interface RunContext {
  params: Promise<{ run: string }>
}

/** How far a what-if is: `{ state, progress, problem }`. */
export const GET = apiRoute<RunContext>('plan.read', async (actor, _request, { params }) => {
  const run = await loadWhatIfRun(actor, (await params).run)
  if (!run) return apiError(404, 'notFound', 'There is no such what-if.')
  const { state, progress, problem } = run
  return Response.json({ state, progress, problem }, { headers: { 'Cache-Control': 'no-store' } })
})
