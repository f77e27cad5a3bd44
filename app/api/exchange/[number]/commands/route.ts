import { applyCommands, applyOfficeCommand } from '@/lib/activation/offline/activation-commands'
import { applyScript } from '@/lib/activation/offline/activation-scripts'
import { writeConfirmationId } from '@/lib/activation/offline/confirmation-id'
import { writeInstallationId } from '@/lib/activation/offline/installation-id'
import { apiRoute } from '@/lib/auth/api-route'
import type { RequestView } from '@/lib/data/exchange/exchange-requests'
import type { PackageView } from '@/lib/data/exchange/package-page'
import { CSV_START, csvRows } from '@/lib/format/csv'
import { downloadHeaders } from '@/lib/format/download'
import { type PackageContext, packageOf } from '../../package-of'

/** What applies the confirmation IDs of a package: a PowerShell script, or a table with a command for each machine. */
export const GET = apiRoute<PackageContext>('exchange.read', async (actor, request, context) => {
  const found = await packageOf(actor, context)
  if (found instanceof Response) return found
  const name = `apply-package-${found.number}`
  return new URL(request.url).searchParams.get('as') === 'csv'
    ? new Response(commandsCsv(found), { headers: downloadHeaders(`${name}.csv`, 'text/csv') })
    : new Response(commandsScript(found), { headers: downloadHeaders(`${name}.ps1`, 'text/plain') })
})

type Answered = RequestView & { confirmationId: string }

function isAnswered(request: RequestView): request is Answered {
  return request.confirmationId !== null && request.state !== 'verified'
}

/** A table of machines, confirmation IDs and commands, for whoever goes from machine to machine. */
function commandsCsv(found: PackageView): string {
  const header = ['Request', 'Machine', 'Product', 'Installation ID', 'Confirmation ID', 'Command']
  const rows = found.requests
    .filter(isAnswered)
    .map((request) => [
      request.reference,
      request.machine,
      request.productLabel,
      writeInstallationId(request.installationId),
      writeConfirmationId(request.confirmationId),
      commandOf(request),
    ])
  return CSV_START + csvRows([header, ...rows])
}

function commandOf({ slot, confirmationId, activationId }: Answered): string {
  if (slot.startsWith('office:')) return applyOfficeCommand(confirmationId).command
  return applyCommands(confirmationId, activationId ?? undefined)[0]?.command ?? ''
}

/** The script that applies all of them. */
function commandsScript(found: PackageView): string {
  const rows = found.requests.filter(isAnswered).map((request) => ({
    ...request,
    activationId: request.activationId ?? undefined,
  }))
  // Windows PowerShell takes a file without a byte order mark for one in the code page of the machine.
  return CSV_START + applyScript(found.number, rows)
}
