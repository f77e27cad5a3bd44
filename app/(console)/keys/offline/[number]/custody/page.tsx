import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PrintButton } from '@/app/(console)/print/[list]/print-button'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/feedback/empty-state'
import { PageHeader } from '@/components/layout/page-header'
import { MaskedKey } from '@/components/license/masked-key'
import { Section } from '@/components/ui/card'
import { Fact, Facts } from '@/components/ui/facts'
import { EXCHANGE_STATE_WORDS } from '@/lib/activation/offline/exchange-sentence'
import { writeInstallationId } from '@/lib/activation/offline/installation-id'
import { requireActor } from '@/lib/auth/actor'
import { actionWords, changesOf } from '@/lib/data/audit-words'
import { type CustodyStep, loadCustody } from '@/lib/data/exchange/custody'
import type { RequestView } from '@/lib/data/exchange/exchange-requests'
import { loadPackage, packageFile, packageNumberOf } from '@/lib/data/exchange/package-page'
import { formatCountOf } from '@/lib/format/counts'
import { formatDateTime } from '@/lib/format/dates'
import { exchangeCsv, exchangeJson } from '@/lib/format/exchange-file'
import { sha256 } from '@/lib/operations/exchange/content-hash'

interface CustodyPageProps {
  params: Promise<{ number: string }>
}

export async function generateMetadata({ params }: CustodyPageProps): Promise<Metadata> {
  return { title: `Chain of custody of package ${(await params).number}` }
}

/** Who had a package in hand and when, on one sheet to sign and to file. */
export default async function CustodyPage({ params }: CustodyPageProps) {
  const number = packageNumberOf((await params).number)
  const actor = await requireActor('audit.read')
  const now = new Date()
  const found = number === undefined ? undefined : await loadPackage(actor, number, now)
  if (number === undefined || !found) notFound()
  const steps = await loadCustody(actor, number)
  const file = packageFile(found)
  const newest = steps.findLast(({ position }) => position !== null)
  return (
    <div className="grid gap-6 grid-cols-[minmax(0,1fr)] max-w-[84rem]">
      <PageHeader
        title={`Chain of custody of package ${number}`}
        description={`${formatCountOf(found.requests.length, 'machine')}. Made ${formatDateTime(now)}. Times are UTC.`}
        actions={
          <span className="print:hidden">
            <PrintButton />
          </span>
        }
      />
      <Facts className="text-table">
        <Fact name="MAK">
          {found.keyLabel} <MaskedKey lastFive={found.lastFive} />
        </Fact>
        <Fact name="Prepared">
          {formatDateTime(new Date(found.preparedAt))} by {found.preparedBy}, due{' '}
          {formatDateTime(new Date(found.dueAt))}
        </Fact>
        {found.carriedOutAt && (
          <Fact name="Carried out">
            {formatDateTime(new Date(found.carriedOutAt))} by {found.carrier} to {found.carriedTo}, recorded
            by {found.carriedOutBy}
          </Fact>
        )}
        <Fact name="SHA-256 of the requests">
          <span className="font-mono break-all">{found.contentHash}</span>
        </Fact>
        {found.method === 'file' && (
          <>
            <Fact name="SHA-256 of the CSV">
              <span className="font-mono break-all">{sha256(exchangeCsv(file))}</span>
            </Fact>
            <Fact name="SHA-256 of the JSON">
              <span className="font-mono break-all">{sha256(exchangeJson(file))}</span>
            </Fact>
          </>
        )}
        {newest && (
          <Fact name="Proof">
            Place {newest.position} of the audit log has the link{' '}
            <span className="font-mono break-all">{newest.chain}</span>: <code>npm run audit-verify</code> and
            the script for auditors compute it again.
          </Fact>
        )}
      </Facts>
      <Section id="steps" title="What was done with it">
        <DataTable
          label="Steps"
          columns={STEPS}
          rows={steps}
          rowId={({ id }) => String(id)}
          density="roomy"
          empty={
            <EmptyState kind="noData" title="The audit log has nothing about this package">
              A package of the sample fleet was never really prepared, and the log may not reach back to
              others.
            </EmptyState>
          }
        />
      </Section>
      <Section id="machines" title="Machines">
        <DataTable
          label="Machines"
          columns={MACHINES}
          rows={found.requests}
          rowId={({ reference }) => reference}
        />
      </Section>
    </div>
  )
}

const STEPS: readonly Column<CustodyStep>[] = [
  { id: 'at', header: 'When', nowrap: true, cell: ({ at }) => formatDateTime(new Date(at)) },
  { id: 'actor', header: 'Who', nowrap: true, cell: ({ actorName }) => actorName },
  {
    id: 'what',
    header: 'What',
    minWidth: '12rem',
    cell: ({ action }) => `${actionWords(action)} the package`,
  },
  {
    id: 'details',
    header: 'Details',
    minWidth: '16rem',
    cell: ({ before, after, reason }) =>
      [...changesOf(before, after), ...(reason ? [`reason: ${reason}`] : [])].join('; '),
  },
  { id: 'place', header: 'Place', end: true, cell: ({ position }) => position ?? 'not sealed yet' },
]

const MACHINES: readonly Column<RequestView>[] = [
  { id: 'request', header: 'Request', mono: true, nowrap: true, cell: ({ reference }) => reference },
  { id: 'machine', header: 'Machine', mono: true, rowHeader: true, cell: ({ machine }) => machine },
  {
    id: 'installationId',
    header: 'Installation ID',
    mono: true,
    minWidth: '20rem',
    cell: ({ installationId }) => writeInstallationId(installationId),
  },
  { id: 'state', header: 'State', cell: ({ state }) => EXCHANGE_STATE_WORDS[state] },
]
