import { FileDown } from 'lucide-react'
import { Button, buttonClasses } from '@/components/ui/button'
import { Card, Section } from '@/components/ui/card'
import { Copyable } from '@/components/ui/copyable'
import { Fact, Facts } from '@/components/ui/facts'
import { type PackageView, packageFile } from '@/lib/data/exchange/package-page'
import { exchangeCsv, exchangeJson } from '@/lib/format/exchange-file'
import { paths } from '@/lib/format/paths'
import { sha256 } from '@/lib/operations/exchange/content-hash'

/** The file to carry out, and what to compare it with where it arrives: what certutil or sha256sum shows there. */
export function FileSection({
  found,
  lockedReason,
}: {
  found: PackageView
  lockedReason: string | undefined
}) {
  const file = packageFile(found)
  return (
    <Section
      id="file"
      title="File to carry out"
      hint={
        found.withNames
          ? 'Installation IDs and activation IDs, with the names of the machines.'
          : 'Installation IDs and activation IDs. Each machine has a pseudonym; only this page has its name.'
      }
      actions={
        <>
          <DownloadLink
            href={paths.api.exchangeFile(found.number, 'json')}
            label="Download JSON"
            disabledReason={lockedReason}
          />
          <DownloadLink
            href={paths.api.exchangeFile(found.number, 'csv')}
            label="Download CSV"
            disabledReason={lockedReason}
            primary
          />
        </>
      }
    >
      <Card className="grid gap-3">
        <p className="max-w-[72ch]">
          Enter each confirmation ID in its column, in groups with dashes (123456-123456-…). Spreadsheets keep
          only 15 digits of a longer number: with dashes, or in a column formatted as text, nothing is lost. A
          damaged number is refused when the file comes back.
        </p>
        <Facts className="text-table">
          <Fact name="SHA-256 of the CSV">
            <Copyable text={sha256(exchangeCsv(file))} label="Copy the hash of the CSV" />
          </Fact>
          <Fact name="SHA-256 of the JSON">
            <Copyable text={sha256(exchangeJson(file))} label="Copy the hash of the JSON" />
          </Fact>
          <Fact name="SHA-256 of the requests">
            <Copyable text={found.contentHash} label="Copy the hash of the requests" />
            <span className="block text-ink-soft">
              Written in both files, the same with and without names.
            </span>
          </Fact>
        </Facts>
      </Card>
    </Section>
  )
}

/** How the confirmation IDs get onto the machines. */
export function CommandsSection({ number }: { number: number }) {
  return (
    <Section
      id="commands"
      title="Apply the confirmation IDs"
      hint="The script applies them from one workstation of the network over CIM (WinRM), or on each machine itself with -Local. It changes a machine only if that machine still has the same installation ID. The list has the slmgr command for each machine."
      actions={
        <>
          <DownloadLink href={paths.api.exchangeCommands(number, 'csv')} label="List of commands (CSV)" />
          <DownloadLink href={paths.api.exchangeCommands(number, 'ps1')} label="PowerShell script" />
        </>
      }
    >
      {null}
    </Section>
  )
}

/** A plain link: what it leads to is a file, not a page. */
function DownloadLink(props: {
  href: string
  label: string
  primary?: true
  disabledReason?: string | undefined
}) {
  const { href, label, primary, disabledReason } = props
  if (disabledReason !== undefined) {
    return (
      <Button icon={FileDown} disabledReason={disabledReason}>
        {label}
      </Button>
    )
  }
  return (
    <a href={href} download className={buttonClasses(primary ? { look: 'primary' } : {})}>
      <FileDown aria-hidden className="size-4 shrink-0" />
      {label}
    </a>
  )
}
