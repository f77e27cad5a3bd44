import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { DayBars, DayTable } from '@/components/kms-host/day-bars'
import { HostMark } from '@/components/kms-host/host-mark'
import { PageHeader } from '@/components/layout/page-header'
import { AsTable } from '@/components/ui/as-table'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { Card, Section } from '@/components/ui/card'
import { Part, Parts } from '@/components/ui/parts'
import { Skeleton } from '@/components/ui/skeleton'
import { Time } from '@/components/ui/time'
import { hostWords } from '@/lib/activation/kms/standing-sentence'
import { type Actor, requireActor } from '@/lib/auth/actor'
import { loadHostKeyChoices } from '@/lib/data/kms-hosts/host-key-choices'
import { type KmsHostView, loadKmsHostPage } from '@/lib/data/kms-hosts/host-page'
import { loadReferenceBook } from '@/lib/data/reference/own-entries'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { hostChoices } from '../host-choices'
import { ClonesNote } from './clones-note'
import { CoverageSection } from './coverage-section'
import { ExplainedCountSection } from './explained-count'
import { Failures } from './failures'
import { HostActions } from './host-actions'
import { NamesSection } from './names-section'
import { Readings } from './readings'
import { RegistrationCard } from './registration-card'
import { SeenBy } from './seen-by'
import { ServiceCard } from './service-card'
import { SetupSection } from './setup-section'

interface KmsHostPageProps {
  params: Promise<{ name: string }>
}

export async function generateMetadata({ params }: KmsHostPageProps): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) }
}

export default async function KmsHostPage({ params }: KmsHostPageProps) {
  const name = decodeURIComponent((await params).name).toLowerCase()
  const actor = await requireActor('kmsHost.read')
  const now = new Date()
  const host = await loadKmsHostPage(actor, name, now)
  if (!host) notFound()
  const isOurs = host.registration !== null
  const isInService = isOurs && !host.registration?.retiredAt
  const { hosts } = await loadReferenceBook(actor)
  return (
    <div className="grid gap-8 max-w-[84rem] grid-cols-[minmax(0,1fr)]">
      <div className="grid gap-4">
        <Head host={host} actor={actor} />
        <HostAnswer host={host} />
        <ClonesNote clusters={host.sharedCmids} />
      </div>
      {!isOurs && <SeenBy host={host} />}
      <Suspense fallback={<CountSkeleton isTall={host.days.length > 0} />}>
        <ExplainedCountSection actor={actor} name={host.name} now={now} />
      </Suspense>
      {host.services.length > 0 && (
        <Section id="products" title="What it says of itself">
          <div className="grid gap-4 xl:grid-cols-2 items-start">
            {host.services.map((service) => (
              <ServiceCard key={service.application} service={service} readings={host.readings} />
            ))}
          </div>
        </Section>
      )}
      {isInService && <SetupSection host={host} />}
      <RegistrationCard host={host} />
      {isInService && <CoverageSection host={host} tables={hosts} />}
      <Requests host={host} />
      <Failures failures={host.failures} />
      {host.readings.length > 0 && (
        <Readings readings={host.readings} mayReadImports={actor.can('import.read')} />
      )}
      {isOurs && <SeenBy host={host} />}
      <NamesSection
        name={host.name}
        names={host.names}
        decisions={host.decisions}
        mayChange={actor.can('kmsHost.change')}
      />
    </div>
  )
}

/** A rebuilt count is longer than a screen: with a skeleton shorter than one, all below would jump down. */
function CountSkeleton({ isTall }: { isTall: boolean }) {
  return <Skeleton className={isTall ? 'h-[120dvh]' : 'h-28'} />
}

async function Head({ host, actor }: { host: KmsHostView; actor: Actor }) {
  const [keys, { hosts }] = await Promise.all([loadHostKeyChoices(actor), loadReferenceBook(actor)])
  return (
    <PageHeader
      title={<span className="font-mono">{host.name}</span>}
      description={<Circumstances host={host} />}
      actions={
        <>
          {host.clients > 0 && (
            <LinkButton href={paths.clients({ host: host.names.join(',') })}>
              Its {formatCountOf(host.clients, 'client')}
            </LinkButton>
          )}
          <HostActions
            name={host.name}
            registration={host.registration}
            choices={hostChoices(keys, hosts.groups)}
            others={host.otherHosts}
            mayChange={actor.can('kmsHost.change')}
          />
        </>
      }
    />
  )
}

function Circumstances({ host }: { host: KmsHostView }) {
  const parts = [
    'KMS host',
    host.registration?.platform,
    host.registration?.site,
    host.names.length > 1 && `also ${host.names.slice(1).join(', ')}`,
  ].filter((part) => typeof part === 'string')
  return (
    <Parts>
      {parts.map((part) => (
        <Part key={part}>{part}</Part>
      ))}
      {host.firstSeenAt && (
        <Part>
          first seen <Time at={host.firstSeenAt} />
        </Part>
      )}
      {host.isSample && (
        <Part undotted>
          <Badge>Sample</Badge>
        </Part>
      )}
    </Parts>
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

function Requests({ host }: { host: KmsHostView }) {
  if (host.days.length === 0) return null
  return (
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
  )
}
