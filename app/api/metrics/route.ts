import type { NextRequest } from 'next/server'
import { clientAddress } from '@/lib/auth/same-origin'
import { consoleMetrics } from '@/lib/jobs/console-metrics'
import { isWithin } from '@/lib/server/address-ranges'
import { setting } from '@/lib/server/environment'
import { STRANGE_PROXY } from '@/lib/server/forwarded'

export const dynamic = 'force-dynamic'

/** Metrics in the text format of Prometheus, for the addresses of METRICS_ALLOW. */
export async function GET({ headers }: NextRequest): Promise<Response> {
  const address = clientAddress(headers)
  if (headers.has(STRANGE_PROXY))
    return refused('They came through a proxy that TRUSTED_PROXIES does not name.')
  if (!isWithin(setting('METRICS_ALLOW'))(address)) return refused(`METRICS_ALLOW does not name ${address}.`)
  const { text, contentType } = await consoleMetrics(new Date())
  return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } })
}

function refused(why: string): Response {
  const message = `Metrics are not for everybody. ${why}`
  return Response.json({ error: { kind: 'notAllowed', message } }, { status: 403 })
}
