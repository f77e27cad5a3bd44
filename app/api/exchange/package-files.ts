import { applyCommands, applyOfficeCommand } from '@/lib/activation/offline/activation-commands'
import { applyScript } from '@/lib/activation/offline/activation-scripts'
import { writeConfirmationId } from '@/lib/activation/offline/confirmation-id'
import { writeInstallationId } from '@/lib/activation/offline/installation-id'
import type { RequestView } from '@/lib/data/exchange/exchange-requests'
import type { PackageView } from '@/lib/data/exchange/package-page'
import { CSV_START, csvRows } from '@/lib/format/csv'
import type { ExchangeFile } from '@/lib/format/exchange-file'

/** What goes out: every request that needs an answer, also after it came, so that the file stays the same. */
export function fileOf(found: PackageView): ExchangeFile {
  return { ...found, requests: found.requests.filter(({ spending }) => spending !== 'none') }
}

type Answered = RequestView & { confirmationId: string }

function isAnswered(request: RequestView): request is Answered {
  return request.confirmationId !== null && request.state !== 'verified'
}

/** The command for one machine. */
export function commandOf({ slot, confirmationId, activationId }: Answered): string {
  if (slot.startsWith('office:')) return applyOfficeCommand(confirmationId).command
  return applyCommands(confirmationId, activationId ?? undefined)[0]?.command ?? ''
}

/** A table of machines, confirmation IDs and commands, for whoever goes from machine to machine. */
export function commandsCsv(found: PackageView): string {
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

/** The script that applies all of them. */
export function commandsScript(found: PackageView): string {
  const rows = found.requests.filter(isAnswered).map((request) => ({
    ...request,
    activationId: request.activationId ?? undefined,
  }))
  // Windows PowerShell takes a file without a byte order mark for one in the code page of the machine.
  return CSV_START + applyScript(found.number, rows)
}
