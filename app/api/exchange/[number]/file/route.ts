import { randomUUID } from 'node:crypto'
import { apiError, apiRoute } from '@/lib/auth/api-route'
import { requestOrigin } from '@/lib/auth/request-origin'
import { packageFile } from '@/lib/data/exchange/package-page'
import { downloadHeaders } from '@/lib/format/download'
import { exchangeCsv, exchangeJson } from '@/lib/format/exchange-file'
import { takeFile, takingNeedsTwo } from '@/lib/operations/exchange/take-file'
import { type PackageContext, packageOf } from '../../package-of'

/** The requests of a package as CSV or JSON, to be carried out: where the rules need two persons, once another released it. */
export const GET = apiRoute<PackageContext>('exchange.read', async (actor, request, context) => {
  const found = await packageOf(actor, context)
  if (found instanceof Response) return found
  const { number } = found
  const isJson = new URL(request.url).searchParams.get('as') === 'json'
  const content = (isJson ? exchangeJson : exchangeCsv)(packageFile(found))
  if (await takingNeedsTwo()) {
    const call = { requestId: randomUUID(), from: requestOrigin(request.headers) }
    const taken = await takeFile.run(actor, { number, content }, call)
    if (!taken.ok) return apiError(403, taken.refusal.kind, takeFile.say(taken.refusal).sentence ?? '')
  }
  const [end, type] = isJson ? ['json', 'application/json'] : ['csv', 'text/csv']
  return new Response(content, { headers: downloadHeaders(`exchange-package-${number}.${end}`, type) })
})
