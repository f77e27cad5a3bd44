export const dynamic = 'force-dynamic'

/** Whether this process answers at all, whatever becomes of its database: one that does not is to be started again. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } })
}
