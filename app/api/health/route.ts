import { loadLastBackup } from '@/lib/data/backups'
import { loadLag } from '@/lib/data/behind'
import { checkReadiness, isReady } from '@/lib/data/readiness'
import { replicaState } from '@/lib/data/replica'
import { countEndingTokens } from '@/lib/data/tokens/api-tokens'
import { loadDiskOutlook } from '@/lib/data/upkeep'
import { version } from '@/package.json'

export const dynamic = 'force-dynamic'

/**
 * Whether the console can do everything: 200 when its databases answer and all migrations are applied, else 503, with the
 * status 'readOnly' while a replica alone answers. `catchUp`: how far recorded states are behind time; `replicaLagSeconds`:
 * how far the replica is; `backup`: when the newest was taken and whether the last try failed; `disk`: what is free, and
 * in how many days it is full at the pace of the last month; `tokens`: how many expire within a month or did in the last. None of these keeps anything from being served.
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
      ...(isWhole && (await details(new Date()))),
    },
    { status: isWhole ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}

async function details(now: Date) {
  const [catchUp, backup, disk, tokens] = await Promise.all([
    loadLag(now),
    loadLastBackup(),
    loadDiskOutlook(now),
    countEndingTokens(now),
  ])
  return { catchUp, backup, disk, tokens }
}
