import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Fragment, type ReactNode, Suspense } from 'react'
import { CatchingUp } from '@/components/feedback/catching-up'
import { Notice } from '@/components/feedback/notice'
import { HostMark } from '@/components/kms-host/host-mark'
import { PageHeader } from '@/components/layout/page-header'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { Part, Parts } from '@/components/ui/parts'
import { Skeleton } from '@/components/ui/skeleton'
import { Time } from '@/components/ui/time'
import type { HostTables } from '@/lib/activation/kms/host-tables'
import { hostWords } from '@/lib/activation/kms/standing-sentence'
import { type Actor, requireActor } from '@/lib/auth/actor'
import { loadHostKeyChoices } from '@/lib/data/kms-hosts/host-key-choices'
import { type KmsHostView, loadKmsHostPage } from '@/lib/data/kms-hosts/host-page'
import { HOST_REQUESTS_LIST, type HostRequest } from '@/lib/data/kms-hosts/host-requests-list'
import type { SharedCmid } from '@/lib/data/kms-hosts/shared-cmids'
import { loadShownList } from '@/lib/data/lists/shown-list'
import { loadHostNotes, type NoteRow } from '@/lib/data/notes/notes'
import { loadReferenceBook } from '@/lib/data/reference/own-entries'
import { formatCountOf } from '@/lib/format/counts'
import { nameInAddress, paths } from '@/lib/format/paths'
import type { ShownList } from '@/lib/format/shown-list'
import { AlertsSection } from '../../alerts/alerts-section'
import { NotesSection } from '../../notes-section'
import { hostChoices } from '../host-choices'
import { ExplainedCountSection } from './explained-count'
import { HostActions } from './host-actions'
import { NamesSection } from './names-section'
import { CoverageSection, RegistrationSection } from './registration-sections'
import { Readings, ReportedProducts } from './reported-sections'
import { RefusalsSection, RequestListSection, RequestsSection } from './requests-section'
import { SeenBy } from './seen-by'
import { ServiceSection } from './service-section'
import { SetupSection } from './setup-section'

interface KmsHostPageProps {
  params: Promise<{ name: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: KmsHostPageProps): Promise<Metadata> {
  return { title: nameInAddress((await params).name) }
}

export default async function KmsHostPage({ params, searchParams }: KmsHostPageProps) {
  const name = nameInAddress((await params).name).toLowerCase()
  const actor = await requireActor('kmsHost.read')
  const host = await loadKmsHostPage(actor, name, new Date())
  if (!host) notFound()
  const [keys, { hosts: tables }] = await Promise.all([loadHostKeyChoices(actor), loadReferenceBook(actor)])
  const query = await searchParams
  const of = host.ids.join(',')
  const [requests, notes] = await Promise.all([
    host.days.length > 0 ? loadShownList(actor, HOST_REQUESTS_LIST, query, new Date(), { of }) : undefined,
    loadHostNotes(actor, host.names),
  ])
  const sections = sectionsOf(host, actor, tables, { requests, notes })
  return (
    <div className="grid gap-8 max-w-[84rem] grid-cols-[minmax(0,1fr)]">
      <div className="grid gap-4">
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
                choices={hostChoices(keys, tables.groups)}
                others={host.otherHosts}
                mayChange={actor.can('kmsHost.change')}
              />
            </>
          }
        />
        <CatchingUp {...host.behind} />
        <HostAnswer host={host} />
        <AlertsSection actor={actor} about={{ objectKind: 'kmsHost', names: host.names }} />
        <ClonesNote clusters={host.sharedCmids} />
        <OnThisPage sections={sections} />
      </div>
      {sections.map(({ id, section }) => (
        <Fragment key={id}>{section}</Fragment>
      ))}
    </div>
  )
}

interface PageSection {
  /** of the section's element */
  id: string
  /** for the list at the head of the page */
  label: string
  section: ReactNode
}

/** What there is to show of this host: first what matters most about one that is ours, or about one that is not. */
function sectionsOf(
  host: KmsHostView,
  actor: Actor,
  tables: HostTables,
  { requests, notes }: { requests: ShownList<HostRequest> | undefined; notes: readonly NoteRow[] },
): PageSection[] {
  const { registration, sightings, services, keys, days, failures, serviceEvents, readings, decisions } = host
  const isInService = registration !== null && !registration.retiredAt
  const others = host.names.filter((other) => other !== host.name)
  const seen = sightings.length > 0 && { id: 'seen', label: 'Seen by', section: <SeenBy host={host} /> }
  const sections: (PageSection | false)[] = [
    registration === null && seen,
    { id: 'count', label: 'Count', section: <Count host={host} actor={actor} /> },
    services.length > 0 && {
      id: 'products',
      label: 'What it reports',
      section: <ReportedProducts services={services} readings={readings} />,
    },
    isInService && { id: 'setup', label: 'Setup', section: <Setup host={host} actor={actor} /> },
    (registration !== null || keys.length > 0) && {
      id: 'registration',
      label: 'Registration',
      section: <RegistrationSection host={host} />,
    },
    isInService && {
      id: 'coverage',
      label: 'What it can activate',
      section: <CoverageSection host={host} tables={tables} />,
    },
    days.length > 0 && { id: 'requests', label: 'Requests', section: <RequestsSection host={host} /> },
    requests !== undefined && {
      id: 'log',
      label: 'Its log',
      section: <RequestListSection shown={requests} />,
    },
    {
      id: 'notes',
      label: 'Notes',
      section: (
        <NotesSection
          about="kmsHost"
          name={host.name}
          notes={notes}
          ownId={actor.id}
          mayRemoveAll={actor.can('user.change')}
        />
      ),
    },
    failures.length > 0 && {
      id: 'failures',
      label: 'Refusals',
      section: <RefusalsSection failures={failures} />,
    },
    serviceEvents.length > 0 && {
      id: 'service',
      label: 'Its service',
      section: <ServiceSection events={serviceEvents} mayReadImports={actor.can('import.read')} />,
    },
    readings.length > 0 && {
      id: 'readings',
      label: 'Readings',
      section: <Readings readings={readings} mayReadImports={actor.can('import.read')} />,
    },
    registration !== null && seen,
    others.length + decisions.length > 0 && {
      id: 'names',
      label: 'Names',
      section: (
        <NamesSection
          name={host.name}
          others={others}
          decisions={decisions}
          mayChange={actor.can('kmsHost.change')}
        />
      ),
    },
  ]
  return sections.filter((one) => one !== false)
}

/** A rebuilt count is longer than a screen: with a skeleton shorter than one, all below would jump down. */
function Count({ host, actor }: { host: KmsHostView; actor: Actor }) {
  return (
    <Suspense fallback={<Skeleton className={host.days.length > 0 ? 'h-[120dvh]' : 'h-28'} />}>
      <ExplainedCountSection actor={actor} name={host.name} now={new Date(host.now)} />
    </Suspense>
  )
}

function Setup({ host, actor }: { host: KmsHostView; actor: Actor }) {
  return (
    <Suspense fallback={<Skeleton className="h-96" />}>
      <SetupSection host={host} actor={actor} />
    </Suspense>
  )
}

function OnThisPage({ sections }: { sections: readonly PageSection[] }) {
  return (
    <nav aria-label="On this page">
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-table">
        {sections.map(({ id, label }) => (
          <li key={id}>
            <a href={`#${id}`} className="link">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
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

/** Why a count does not grow: clones that fill one slot together. */
function ClonesNote({ clusters }: { clusters: SharedCmid[] }) {
  if (clusters.length === 0) return null
  const machines = clusters.reduce((sum, { sharing }) => sum + sharing, 0)
  return (
    <Notice
      tone="watch"
      title={`${formatCountOf(machines, 'machine')} share ${formatCountOf(clusters.length, 'CMID')}, and a host counts each CMID once`}
    >
      Some of them ask this host. They do not raise its count, however many they are: their image was not
      generalised.{' '}
      <Link href={paths.sharedCmids()} className="link">
        Which machines, and what to do
      </Link>
    </Notice>
  )
}
