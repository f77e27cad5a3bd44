import type { Metadata } from 'next'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/ui/card'
import { Copyable } from '@/components/ui/copyable'
import { Fact, Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { requireActor } from '@/lib/auth/actor'
import { type LicensedPackage, loadAboutPage } from '@/lib/data/about-page'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

export const metadata: Metadata = { title: 'About' }

const COLUMNS: readonly Column<LicensedPackage>[] = [
  { id: 'name', header: 'Package', rowHeader: true, cell: ({ name }) => name },
  { id: 'version', header: 'Version', cell: ({ version }) => version },
  { id: 'license', header: 'Licence', cell: ({ license }) => license },
]

export default async function AboutPage() {
  const { version, node, packages, installation } = await loadAboutPage(await requireActor('own.change'))
  return (
    <div className="grid gap-8">
      <PageHeader
        title="About"
        description="What this console is and runs on. Activation Console is not a product of Microsoft."
      />
      <Facts>
        <Fact name="Activation Console">{version}</Fact>
        <Fact name="Node.js">{node}</Fact>
        {installation && (
          <>
            <Fact name="Database">PostgreSQL {installation.database}</Fact>
            <Fact name="Migrations">
              {installation.migrations}, the newest {installation.newestMigration}
            </Fact>
            <Fact name="Installed in">
              <Copyable text={installation.folder} label="Copy the folder" />
            </Fact>
            <Fact name="Data directory">
              <Copyable text={installation.dataDirectory} label="Copy the data directory" />
            </Fact>
          </>
        )}
        <Fact name="Documentation">
          README.md and the folder docs of the installation: docs/operating.md for whoever runs it,
          docs/tour.md for whoever begins. In the console: the{' '}
          <Link href={paths.reference()} className="link">
            reference
          </Link>{' '}
          and the{' '}
          <Link href={paths.apiReference()} className="link">
            API
          </Link>
          .
        </Fact>
      </Facts>
      <Section
        id="licences"
        title="Licences"
        hint={`${formatCountOf(packages.length, 'package')} of others run with it: ${licenceWords(packages)}.`}
      >
        <DataTable
          label="Licences"
          columns={COLUMNS}
          rows={packages}
          rowId={({ name, version: of }) => `${name} ${of}`}
        />
      </Section>
    </div>
  )
}

/** 'MIT 210, ISC 31, ...': the most frequent first. */
function licenceWords(packages: readonly LicensedPackage[]): string {
  const counts = [...Map.groupBy(packages, ({ license }) => license)].map(
    ([license, of]) => [license, of.length] as const,
  )
  counts.sort(([, one], [, other]) => other - one)
  return counts.map(([license, count]) => `${license} ${count}`).join(', ')
}
