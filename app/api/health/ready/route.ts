import { checkReadiness, isReady } from '@/lib/data/readiness'

export const dynamic = 'force-dynamic'

/** Whether requests are to be sent here: 200 when the database answers and all migrations are applied, else 503. */
export async function GET(): Promise<Response> {
  const readiness = await checkReadiness()
  return Response.json(
    { status: isReady(readiness) ? 'ok' : 'unavailable', ...readiness },
    { status: isReady(readiness) ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}
