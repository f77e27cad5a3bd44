import { apiRoute } from '@/lib/auth/api-route'
import { commandsCsv, commandsScript } from '../../package-files'
import { download, type PackageContext, packageOf } from '../../package-of'

/** What applies the confirmation IDs of a package: a PowerShell script, or a table with a command for each machine. */
export const GET = apiRoute<PackageContext>('exchange.read', async (actor, request, context) => {
  const found = await packageOf(actor, context)
  if (found instanceof Response) return found
  const name = `apply-package-${found.number}`
  return new URL(request.url).searchParams.get('as') === 'csv'
    ? download(commandsCsv(found), `${name}.csv`, 'text/csv')
    : download(commandsScript(found), `${name}.ps1`, 'text/plain')
})
