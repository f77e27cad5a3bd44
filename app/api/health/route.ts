import { loadLastBackup } from '@/lib/data/backups'
import { loadLag } from '@/lib/data/behind'
import { checkReadiness, isReady } from '@/lib/data/readiness'
import { version } from '@/package.json'

export const dynamic = 'force-dynamic'

/**
 * Whether the console can serve: 200 when the database answers and all migrations are applied, else 503. `catchUp`: how far
 * recorded states are behind time; `backup`: when the newest was taken and whether the last try failed. Neither keeps anything
 * from being served.
 */
export async function GET(): Promise<Response> {
  const readiness = await checkReadiness()
  const ready = isReady(readiness)
  return Response.json(
    {
      status: ready ? 'ok' : 'unavailable',
      version,
      ...readiness,
      ...(ready && { catchUp: await loadLag(new Date()), backup: await loadLastBackup() }),
    },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}
