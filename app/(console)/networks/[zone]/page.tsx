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
import { nameInAddress, paths } from '@/lib/format/paths'
import { AlertsSection } from '../../alerts/alerts-section'
import { ORIGIN_WORD } from '../network-words'
import { ZoneActions } from '../zone-dialogs'
import { HostExpectations } from './host-expectations'

interface ZonePageProps {
  params: Promise<{ zone: string }>
}

const nameOf = async ({ params }: ZonePageProps) => nameInAddress((await params).zone).toLowerCase()

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
      <AlertsSection actor={actor} about={{ objectKind: 'zone', names: [zone.name] }} />
      <Card>
        <Facts>
          <Fact name="Clients">
            {zone.clients > 0 ? (
              <>
                {formatCountOf(zone.clients, 'client')}.{' '}
                <Link href={paths.clients({ q: `.${zone.name}` })} className="link">
                  Names that end in .{zone.name}, also of zones below
                </Link>
              </>
            ) : (
              'none seen'
            )}
          </Fact>
          <Fact name="Belongs to">{zone.unitName ?? 'not entered'}</Fact>
          <Fact name="DNS servers">
            {zone.servers.length > 0 ? (
              <span className="font-mono">{zone.servers.join(', ')}</span>
            ) : (
              'its own name servers, found through the resolver of this machine'
            )}
          </Fact>
          <Fact name="Records made by">
            {zone.isUntrusted ? 'its administrators, by hand' : 'the KMS hosts themselves'}
          </Fact>
          <Fact name="Added">{ORIGIN_WORD[zone.origin]}</Fact>
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
        title="Expected KMS hosts"
        hint="By the rule, each registered host is expected in each zone with its own priority and weight. An exception applies to this zone only."
      >
        <HostExpectations zone={zone} hosts={hosts} mayChange={mayChange} />
      </Section>
    </div>
  )
}

function zoneSentence(zone: NetworkZone, hosts: readonly ZoneHost[]): string {
  if (zone.retiredAt) return 'Retired: it is no longer checked, and no KMS host is expected in it.'
  const expected = hosts.filter(({ exception, isRetired }) => !isRetired && exception?.isExpected !== false)
  const who =
    expected.length === 0
      ? 'no KMS host is expected'
      : formatCountOf(expected.length, 'KMS host is expected', 'KMS hosts are expected')
  if (zone.clients === 0) return `No client with this suffix has been seen; ${who}.`
  return `${formatCountOf(zone.clients, 'client looks', 'clients look')} for a KMS host here; ${who}.`
}
