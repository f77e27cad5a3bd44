import { Section } from '@/components/ui/card'
import type { PackageView } from '@/lib/data/exchange/package-page'
import { paths } from '@/lib/format/paths'
import { DownloadLink } from './file-section'

/** How the confirmation IDs get onto the machines. */
export function CommandsSection({ found }: { found: PackageView }) {
  return (
    <Section
      id="commands"
      title="Apply the confirmation IDs"
      hint="The script applies them from one workstation of the network over CIM (WinRM), or on each machine by itself with -Local; it touches a machine only while that shows the same installation ID. The list has the slmgr command for each machine."
      actions={
        <>
          <DownloadLink
            href={paths.api.exchangeCommands(found.number, 'csv')}
            label="List of commands (CSV)"
          />
          <DownloadLink href={paths.api.exchangeCommands(found.number, 'ps1')} label="PowerShell script" />
        </>
      }
    >
      {null}
    </Section>
  )
}
