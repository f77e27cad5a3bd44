import { kindOfRule } from '@/lib/activation/alert/alert-table'
import { apiError, apiRoute } from '@/lib/auth/api-route'
import { tryLimits } from '@/lib/data/alerts/trial'

/** What limits of a kind would give today and would have given in 90 days: ?rule=A5&reserveOf25=28. */
export const GET = apiRoute('alert.rules', async (actor, request) => {
  const params = new URL(request.url).searchParams
  const rule = params.get('rule') ?? ''
  const names = Object.keys(kindOfRule(rule)?.limits ?? {})
  const limits = Object.fromEntries(
    names.flatMap((name) => {
      const value = Number(params.get(name) ?? '')
      return params.get(name) && Number.isFinite(value) ? [[name, value]] : []
    }),
  )
  const trial = await tryLimits(actor, rule, limits, new Date())
  if (!trial) return apiError(404, 'notFound', 'There is no such kind of alert.')
  return Response.json(trial, { headers: { 'Cache-Control': 'no-store' } })
})
