import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { PageHeader } from '@/components/layout/page-header'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { classes } from '@/components/ui/classes'
import { Part, Parts } from '@/components/ui/parts'
import { Time } from '@/components/ui/time'
import { requireActor } from '@/lib/auth/actor'
import { type ClientView, loadClientPage } from '@/lib/data/clients/client-page'
import { paths } from '@/lib/format/paths'
import { Answer } from './answer'
import { ClientEyeSection } from './client-eye/client-eye-section'
import { ClientNames } from './client-names'
import { CopyForTicket } from './copy-for-ticket'
import { HistorySection } from './history-section'
import { LicenseCard } from './license-card'
import { ticketText } from './ticket-text'

interface ClientPageProps {
  params: Promise<{ name: string }>
}

export async function generateMetadata({ params }: ClientPageProps): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) }
}

export default async function ClientPage({ params }: ClientPageProps) {
  const name = decodeURIComponent((await params).name).toLowerCase()
  const actor = await requireActor('fleet.read')
  const client = await loadClientPage(actor, name, new Date())
  if (!client) notFound()
  if (client.name !== name) redirect(paths.client(client.name))
  const mayReadImports = actor.can('import.read')
  return (
    <div className="grid gap-8 max-w-[84rem] grid-cols-[minmax(0,1fr)]">
      <div className="grid gap-4">
        <PageHeader
          title={<span className="font-mono">{client.name}</span>}
          description={<Circumstances client={client} />}
          actions={
            <>
              {actor.can('exchange.read') && hasUnlicensedMak(client) && (
                <LinkButton href={paths.offlinePhone({ client: client.name })}>
                  Activate by phone or portal
                </LinkButton>
              )}
              <CopyForTicket text={ticketText(client)} />
            </>
          }
        />
        <Answer license={client.licenses[0]} now={client.now} />
      </div>
      {client.licenses.length > 0 && (
        <HistorySection
          licenses={client.licenses}
          history={client.history}
          now={client.now}
          mayReadImports={mayReadImports}
        />
      )}
      {client.licenses.length > 0 && (
        <Section id="products" title="Products">
          <div className={classes('grid gap-4 items-start', client.licenses.length > 1 && 'xl:grid-cols-2')}>
            {client.licenses.map((license) => (
              <LicenseCard key={license.id} license={license} mayReadImports={mayReadImports} />
            ))}
          </div>
        </Section>
      )}
      <ClientEyeSection actor={actor} name={client.name} />
      <ClientNames client={client} mayPart={actor.can('import.record')} />
    </div>
  )
}

function Circumstances({ client }: { client: ClientView }) {
  const kind = client.isVirtual === null ? undefined : machineKind(client.isVirtual)
  return (
    <Parts>
      <Part>{[client.licenses[0]?.productLabel, kind].filter(Boolean).join(', ')}</Part>
      <Part>
        first seen <Time at={client.firstSeenAt} />, last seen <Time at={client.lastSeenAt} />
      </Part>
      {client.isSample && (
        <Part undotted>
          <Badge>Sample</Badge>
        </Part>
      )}
    </Parts>
  )
}

/** A MAK is installed and has not done its work: the machine may be without a way to Microsoft. */
function hasUnlicensedMak({ licenses }: ClientView): boolean {
  return licenses.some(({ channel, assessment }) => channel === 'MAK' && assessment.condition !== 'licensed')
}

function machineKind(isVirtual: boolean): string {
  return isVirtual ? 'virtual machine' : 'physical machine'
}
