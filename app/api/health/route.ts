import { loadLastBackup } from '@/lib/data/backups'
import { loadLag } from '@/lib/data/behind'
import { checkReadiness, isReady } from '@/lib/data/readiness'
import { replicaState } from '@/lib/data/replica'
import { version } from '@/package.json'

export const dynamic = 'force-dynamic'

/**
 * Whether the console can do everything: 200 when its databases answer and all migrations are applied, else 503, with the
 * status 'readOnly' while a replica alone answers. `catchUp`: how far recorded states are behind time; `replicaLagSeconds`:
 * how far the replica is; `backup`: when the newest was taken and whether the last try failed. None of these keeps
 * anything from being served.
 */
export async function GET(): Promise<Response> {
  const readiness = await checkReadiness()
  const isServed = isReady(readiness)
  const isWhole = isServed && readiness.database === 'ok'
  const onlyRead = isServed ? 'readOnly' : 'unavailable'
  return Response.json(
    {
      status: isWhole ? 'ok' : onlyRead,
      version,
      ...readiness,
      ...(readiness.replica === 'ok' && { replicaLagSeconds: (await replicaState())?.lagSeconds }),
      ...(isWhole && { catchUp: await loadLag(new Date()), backup: await loadLastBackup() }),
    },
    { status: isWhole ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}
