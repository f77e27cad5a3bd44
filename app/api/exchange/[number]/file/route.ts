import { apiRoute } from '@/lib/auth/api-route'
import { packageFile } from '@/lib/data/exchange/package-page'
import { downloadHeaders } from '@/lib/format/download'
import { exchangeCsv, exchangeJson } from '@/lib/format/exchange-file'
import { type PackageContext, packageOf } from '../../package-of'

/** The requests of a package as CSV or JSON, to be carried out. */
export const GET = apiRoute<PackageContext>('exchange.read', async (actor, request, context) => {
  const found = await packageOf(actor, context)
  if (found instanceof Response) return found
  const name = `exchange-package-${found.number}`
  return new URL(request.url).searchParams.get('as') === 'json'
    ? new Response(exchangeJson(packageFile(found)), {
        headers: downloadHeaders(`${name}.json`, 'application/json'),
      })
    : new Response(exchangeCsv(packageFile(found)), { headers: downloadHeaders(`${name}.csv`, 'text/csv') })
})
