import { FileDown } from 'lucide-react'
import { buttonClasses } from '@/components/ui/button'
import { Card, Section } from '@/components/ui/card'
import { Copyable } from '@/components/ui/copyable'
import { Fact, Facts } from '@/components/ui/facts'
import type { PackageView } from '@/lib/data/exchange/package-page'
import { paths } from '@/lib/format/paths'
import type { FileHashes } from './file-hashes'

/** The file to carry out, and what to compare it with where it arrives. */
export function FileSection({ found, hashes }: { found: PackageView; hashes: FileHashes }) {
  return (
    <Section
      id="file"
      title="File to carry out"
      hint={
        found.withNames
          ? 'Installation IDs and activation IDs, with the names of the machines.'
          : 'Installation IDs and activation IDs. Each machine has a pseudonym; only this page knows its name.'
      }
      actions={
        <>
          <DownloadLink href={paths.api.exchangeFile(found.number, 'json')} label="Download JSON" />
          <DownloadLink href={paths.api.exchangeFile(found.number, 'csv')} label="Download CSV" primary />
        </>
      }
    >
      <Card className="grid gap-3">
        <p className="max-w-[72ch]">
          Put each confirmation ID into its column, in groups with dashes (123456-123456-…). Spreadsheets keep
          only 15 digits of a longer number: with dashes, or in a column formatted as text, nothing is lost. A
          damaged number is recognised and refused when the file comes back.
        </p>
        <Facts className="text-table">
          <Fact name="SHA-256 of the CSV">
            <Copyable text={hashes.csv} label="Copy the hash of the CSV" />
          </Fact>
          <Fact name="SHA-256 of the JSON">
            <Copyable text={hashes.json} label="Copy the hash of the JSON" />
          </Fact>
          <Fact name="SHA-256 of the requests">
            <Copyable text={found.contentHash} label="Copy the hash of the requests" />
            <span className="block text-ink-soft">
              The same in both files, with and without names; it stands in them.
            </span>
          </Fact>
        </Facts>
      </Card>
    </Section>
  )
}

/** A plain link: what it leads to is a file, not a page. */
export function DownloadLink({ href, label, primary }: { href: string; label: string; primary?: true }) {
  return (
    <a href={href} download className={buttonClasses(primary ? { look: 'primary' } : {})}>
      <FileDown aria-hidden className="size-4 shrink-0" />
      {label}
    </a>
  )
}
