import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DayBars, DayTable } from '@/components/kms-host/day-bars'
import { HostMark } from '@/components/kms-host/host-mark'
import { hostWords } from '@/components/kms-host/host-words'
import { PageHeader } from '@/components/layout/page-header'
import { AsTable } from '@/components/ui/as-table'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { Card, Section } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import { requireActor } from '@/lib/auth/actor'
import { type KmsHostView, loadKmsHostPage } from '@/lib/data/kms-hosts/host-page'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { Readings } from './readings'
import { ServiceCard } from './service-card'

interface KmsHostPageProps {
  params: Promise<{ name: string }>
}

export async function generateMetadata({ params }: KmsHostPageProps): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) }
}

export default async function KmsHostPage({ params }: KmsHostPageProps) {
  const name = decodeURIComponent((await params).name).toLowerCase()
  const actor = await requireActor('kmsHost.read', paths.kmsHost(name))
  const host = await loadKmsHostPage(actor, name, new Date())
  if (!host) notFound()
  return (
    <div className="grid gap-8 max-w-[84rem] grid-cols-[minmax(0,1fr)]">
      <div className="grid gap-4">
        <PageHeader
          title={<span className="font-mono">{host.name}</span>}
          description={<Circumstances host={host} />}
          actions={
            host.clients > 0 && (
              <LinkButton href={paths.clients({ host: host.name })}>
                Its {formatCountOf(host.clients, 'client')}
              </LinkButton>
            )
          }
        />
        <HostAnswer host={host} />
      </div>
      {host.services.length > 0 && (
        <Section id="products" title="What it serves">
          <div className="grid gap-4 xl:grid-cols-2 items-start">
            {host.services.map((service) => (
              <ServiceCard key={service.application} service={service} readings={host.readings} />
            ))}
          </div>
        </Section>
      )}
      {host.days.length > 0 && (
        <Section
          id="requests"
          title="Requests"
          hint={`${formatCountOf(host.requests30, 'request')} in the last 30 days, ${formatCount(host.failed30)} refused. UTC days, from its event log.`}
        >
          <Card className="grid gap-3">
            <DayBars days={host.days} />
            <AsTable>
              <DayTable days={host.days} />
            </AsTable>
          </Card>
        </Section>
      )}
      {host.readings.length > 0 && (
        <Readings readings={host.readings} mayReadImports={actor.can('import.read')} />
      )}
    </div>
  )
}

function Circumstances({ host }: { host: KmsHostView }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span>KMS host</span>
      {host.firstSeenAt && (
        <>
          <span aria-hidden>·</span>
          <span>
            first seen <Time at={host.firstSeenAt} />
          </span>
        </>
      )}
      {host.isSample && <Badge>Sample</Badge>}
    </span>
  )
}

function HostAnswer({ host }: { host: KmsHostView }) {
  const words = hostWords(host, new Date(host.now))
  return (
    <section aria-label="Answer" className="flex items-start gap-3 rounded-md border bg-raised p-4 md:px-5">
      <HostMark standing={words.standing} large />
      <div className="grid gap-1 min-w-0">
        <p className="text-title font-semibold tracking-[-0.01em] [text-wrap:balance]">{words.headline}</p>
        <p className="text-ink-soft max-w-[72ch]">{words.detail}</p>
      </div>
    </section>
  )
}
