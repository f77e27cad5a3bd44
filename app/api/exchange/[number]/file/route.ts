import { apiRoute } from '@/lib/auth/api-route'
import { exchangeCsv, exchangeJson } from '@/lib/format/exchange-file'
import { fileOf } from '../../package-files'
import { download, type PackageContext, packageOf } from '../../package-of'

/** The requests of a package as CSV or JSON, to be carried out. */
export const GET = apiRoute<PackageContext>('exchange.read', async (actor, request, context) => {
  const found = await packageOf(actor, context)
  if (found instanceof Response) return found
  const name = `exchange-package-${found.number}`
  return new URL(request.url).searchParams.get('as') === 'json'
    ? download(exchangeJson(fileOf(found)), `${name}.json`, 'application/json')
    : download(exchangeCsv(fileOf(found)), `${name}.csv`, 'text/csv')
})
