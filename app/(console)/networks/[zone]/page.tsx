import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '@/components/layout/page-header'
import { Card, Section } from '@/components/ui/card'
import { Fact, Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { requireActor } from '@/lib/auth/actor'
import type { NetworkZone } from '@/lib/data/networks/networks-page'
import { loadZonePage, type ZoneHost } from '@/lib/data/networks/zone-page'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { ORIGIN_WORD } from '../network-words'
import { HostExpectations } from './host-expectations'
import { ZoneActions } from './zone-actions'

interface ZonePageProps {
  params: Promise<{ zone: string }>
}

const nameOf = async ({ params }: ZonePageProps) => decodeURIComponent((await params).zone).toLowerCase()

export async function generateMetadata(props: ZonePageProps): Promise<Metadata> {
  return { title: await nameOf(props) }
}

export default async function ZonePage(props: ZonePageProps) {
  const name = await nameOf(props)
  const actor = await requireActor('discovery.read')
  const view = await loadZonePage(actor, name)
  if (!view) notFound()
  const { zone, hosts, units } = view
  const mayChange = actor.can('discovery.change')
  return (
    <div className="grid gap-8 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title={<span className="font-mono">{zone.name}</span>}
        description={zoneSentence(zone, hosts)}
        actions={<ZoneActions zone={zone} units={units} mayChange={mayChange} />}
      />
      <Card>
        <Facts>
          <Fact name="Clients in it">
            {zone.clients > 0 ? (
              <Link href={paths.clients({ q: `.${zone.name}` })} className="link">
                {formatCountOf(zone.clients, 'client')}
              </Link>
            ) : (
              'none seen'
            )}
          </Fact>
          <Fact name="Belongs to">{zone.unitName ?? 'nothing that is listed'}</Fact>
          <Fact name="Servers asked">
            {zone.servers.length > 0 ? (
              <span className="font-mono">{zone.servers.join(', ')}</span>
            ) : (
              'its own name servers, found through this machine’s resolver'
            )}
          </Fact>
          <Fact name="Records made by">
            {zone.isUntrusted ? 'its own administrators, by hand' : 'the KMS hosts themselves'}
          </Fact>
          <Fact name="Listed">{ORIGIN_WORD[zone.origin]}</Fact>
          {zone.retiredAt && (
            <Fact name="Retired">
              <Time at={zone.retiredAt} />
            </Fact>
          )}
          {zone.note && <Fact name="Note">{zone.note}</Fact>}
          <Fact name="What DNS answers">
            <Link href={paths.discovery()} className="link">
              See the discovery matrix
            </Link>
          </Fact>
        </Facts>
      </Card>
      <Section
        id="expected"
        title="Which hosts are expected here"
        hint="By the rule each registered host is published in each zone, with its own priority and weight. An exception holds for this zone only."
      >
        <HostExpectations zone={zone} hosts={hosts} mayChange={mayChange} />
      </Section>
    </div>
  )
}

function zoneSentence(zone: NetworkZone, hosts: readonly ZoneHost[]): string {
  if (zone.retiredAt) return 'Retired: clients are no longer expected to look here, and it is not checked.'
  const expected = hosts.filter(({ exception, isRetired }) => !isRetired && exception?.isExpected !== false)
  const who =
    expected.length === 0
      ? 'no KMS host is expected in it'
      : `${formatCountOf(expected.length, 'KMS host')} ${expected.length === 1 ? 'is' : 'are'} expected in it`
  return `${zone.clients > 0 ? `${formatCountOf(zone.clients, 'client looks', 'clients look')} for a KMS host here; ` : 'No client with this suffix was seen yet; '}${who}.`
}
