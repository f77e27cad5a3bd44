import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { Notice } from '@/components/feedback/notice'
import { PageHeader } from '@/components/layout/page-header'
import { ConditionMark } from '@/components/license/condition-mark'
import { DiagnosisView } from '@/components/license/diagnosis-view'
import { ReasonWords } from '@/components/license/reason-words'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { classes } from '@/components/ui/classes'
import { CommandLine } from '@/components/ui/command-line'
import { Link } from '@/components/ui/link'
import { Part, Parts } from '@/components/ui/parts'
import { Time } from '@/components/ui/time'
import { type Actor, requireActor } from '@/lib/auth/actor'
import type { ClientLicense, Source } from '@/lib/data/clients/client-licenses'
import { type ClientView, loadClientPage, type Returning } from '@/lib/data/clients/client-page'
import { loadForgottenClient } from '@/lib/data/clients/forgotten-client'
import { loadClientNotes } from '@/lib/data/notes/notes'
import { nameInAddress, paths } from '@/lib/format/paths'
import { type ClientEyeView, lookAsClient } from '@/lib/operations/client-eye/look-as-client'
import { diagnoseLicenses } from '@/lib/operations/diagnosis/diagnosed-client'
import { AlertsSection } from '../../alerts/alerts-section'
import { NotesSection } from '../../notes-section'
import { BelongingSection } from './belonging-section'
import { ClientEyeLook } from './client-eye-look'
import { ClientNames } from './client-names'
import { CollectionSection } from './collection-section'
import { CopyForTicket } from './copy-for-ticket'
import { ForgottenClientPage } from './forgotten-client'
import { HistorySection } from './history-section'
import { InstalledKeysSection } from './installed-keys-section'
import { LicenseCard } from './license-card'
import { MachineMenu } from './machine-menu'
import { SurroundingsSection } from './surroundings-section'
import { ticketText } from './ticket-text'
import { historyView } from './timeline-rows'

interface ClientPageProps {
  params: Promise<{ name: string }>
}

export async function generateMetadata({ params }: ClientPageProps): Promise<Metadata> {
  return { title: nameInAddress((await params).name) }
}

export default async function ClientPage({ params }: ClientPageProps) {
  const name = nameInAddress((await params).name).toLowerCase()
  const actor = await requireActor('machine.read')
  const now = new Date()
  const recorded = await loadClientPage(actor, name, now)
  if (!recorded) {
    const forgotten = actor.can('fleet.read') ? await loadForgottenClient(actor, name) : undefined
    if (!forgotten) notFound()
    if (forgotten.name !== name) redirect(paths.client(forgotten.name))
    return <ForgottenClientPage client={forgotten} actor={actor} />
  }
  if (recorded.name !== name) redirect(paths.client(recorded.name))
  const plan = actor.can('discovery.read')
    ? await lookAsClient(actor, { name, query: {}, live: false })
    : undefined
  const client = { ...recorded, licenses: await diagnoseLicenses(actor, recorded, now, { plan }) }
  const notes = await loadClientNotes(
    actor,
    client.names.map((one) => one.name),
  )
  const mayReadImports = actor.can('import.read')
  return (
    <div className="grid gap-8 max-w-[84rem] grid-cols-[minmax(0,1fr)]">
      <div className="grid gap-4">
        <PageHeader
          title={<span className="font-mono">{client.name}</span>}
          description={<Circumstances client={client} maySeeSources={mayReadImports} />}
          actions={
            <>
              {actor.can('exchange.read') && hasUnlicensedMak(client) && (
                <LinkButton href={paths.offlinePhone({ client: client.name })}>
                  Activate by phone or portal
                </LinkButton>
              )}
              <MachineMenu name={client.name} mayChange={actor.can('fleet.change')} />
              <CopyForTicket text={ticketText(client)} />
            </>
          }
        />
        {client.returned && <Returned {...client.returned} />}
        <Answer license={client.licenses[0]} />
      </div>
      <AlertsSection actor={actor} about={{ objectKind: 'client', names: [client.name] }} />
      {client.licenses.length > 0 && (
        <HistorySection
          history={historyView(client.licenses, client.history, Date.parse(client.now))}
          mayReadImports={mayReadImports}
        />
      )}
      <NotesSection
        about="client"
        name={client.name}
        notes={notes}
        ownId={actor.id}
        mayRemoveAll={actor.can('user.change')}
      />
      {client.licenses.length > 0 && (
        <Section id="products" title="Products">
          <div className={classes('grid gap-4 items-start', client.licenses.length > 1 && 'xl:grid-cols-2')}>
            {client.licenses.map((license) => (
              <LicenseCard key={license.id} license={license} mayReadImports={mayReadImports} />
            ))}
          </div>
        </Section>
      )}
      <InstalledKeysSection keys={client.installedKeys} mayReadImports={mayReadImports} />
      {plan && <WhatItAsks actor={actor} name={client.name} plan={plan} />}
      <BelongingSection
        name={client.name}
        belonging={client.belonging}
        mayChange={actor.can('fleet.change')}
      />
      <SurroundingsSection surroundings={client.surroundings} />
      {client.attempt && <CollectionSection attempt={client.attempt} now={now.getTime()} />}
      <ClientNames
        client={{ name: client.name, names: client.names, cmids: client.cmids }}
        maySeparate={actor.can('fleet.change')}
      />
    </div>
  )
}

/** That it was forgotten, and counts again by what came since. */
function Returned({ forgottenAt, forgottenBy, reason, returnedAt }: Returning) {
  return (
    <Notice title="This machine was forgotten and is back">
      {forgottenBy} forgot it <Time at={forgottenAt} />: {reason}. Newer news of it came{' '}
      <Time at={returnedAt} />: it counts again, with its history.
    </Notice>
  )
}

function Circumstances({ client, maySeeSources }: { client: ClientView; maySeeSources: boolean }) {
  const sender = newestWord(client)?.sender
  const kind = client.isVirtual === null ? undefined : machineKind(client.isVirtual)
  return (
    <Parts>
      <Part>{[client.licenses[0]?.productLabel, kind].filter(Boolean).join(', ')}</Part>
      <Part>
        first seen <Time at={client.firstSeenAt} />, last seen <Time at={client.lastSeenAt} />
      </Part>
      {sender && (
        <Part>
          told by{' '}
          {maySeeSources ? (
            <Link href={paths.sources()} className="link">
              {sender}
            </Link>
          ) : (
            sender
          )}
        </Part>
      )}
      {client.isSample && (
        <Part undotted>
          <Badge>Sample</Badge>
        </Part>
      )}
    </Parts>
  )
}

/** Where the newest word about its licenses comes from. */
function newestWord({ licenses }: ClientView): Source | undefined {
  return licenses
    .map(({ source }) => source)
    .toSorted((one, other) => other.observedAt.localeCompare(one.observedAt))[0]
}

/** A MAK is installed but not activated: the machine may have no way to reach Microsoft. */
function hasUnlicensedMak({ licenses }: ClientView): boolean {
  return licenses.some(({ channel, assessment }) => channel === 'MAK' && assessment.condition !== 'licensed')
}

function machineKind(isVirtual: boolean): string {
  return isVirtual ? 'virtual machine' : 'physical machine'
}

/** The answer first: how the machine stands, in words; then what to do, when it is not well. */
function Answer({ license }: { license: ClientLicense | undefined }) {
  if (!license) return <NoLicense />
  const { words, assessment, explanation, left, diagnosis } = license
  const { nextStep } = words
  const isFound = diagnosis !== undefined && diagnosis.causes.length > 0
  return (
    <section aria-label="Answer" className="rounded-md border bg-raised">
      <div className="flex items-start gap-3 p-4 md:px-5">
        <ConditionMark condition={assessment.condition} left={left} size={28} />
        <div className="grid gap-1 min-w-0">
          <p className="text-title font-semibold tracking-[-0.01em] [text-wrap:balance]">{words.headline}</p>
          <p className="text-ink-soft max-w-[72ch]">
            {words.detail}
            {!nextStep && assessment.condition === 'licensed' && ' Nothing to do.'}
          </p>
        </div>
      </div>
      {(nextStep || explanation) && (
        <div className="grid gap-x-8 gap-y-5 border-t p-4 md:px-5 lg:grid-cols-2">
          {isFound && <DiagnosisView diagnosis={diagnosis} />}
          {!isFound && nextStep && (
            <div className="grid gap-2 content-start min-w-0">
              <h2 className="font-semibold">What to do next</h2>
              <p className="max-w-[64ch]">{nextStep.text}</p>
              {nextStep.command && explanation && <CommandLine command={nextStep.command} />}
              {diagnosis && <DiagnosisView diagnosis={diagnosis} />}
            </div>
          )}
          {!isFound && nextStep?.command && !explanation && (
            <div className="self-center min-w-0">
              <CommandLine command={nextStep.command} />
            </div>
          )}
          {explanation && <ReasonWords explanation={explanation} />}
        </div>
      )}
    </section>
  )
}

function NoLicense() {
  return (
    <section aria-label="Answer" className="rounded-md border bg-raised flex items-start gap-3 p-4 md:px-5">
      <ConditionMark condition="silent" size={28} />
      <div className="grid gap-1">
        <p className="text-title font-semibold tracking-[-0.01em]">No license is known for this machine</p>
        <p className="text-ink-soft max-w-[72ch]">
          Its name or CMID was seen, but no license state. Import its slmgr /dlv output, or the log of the KMS
          host it asks.
        </p>
      </div>
    </section>
  )
}

interface WhatItAsksProps {
  actor: Actor
  name: string
  plan: ClientEyeView
}

/** The plan at once, the answers when somebody checks; folded for a machine that asks no KMS host. */
function WhatItAsks({ actor, name, plan }: WhatItAsksProps) {
  const look = <ClientEyeLook name={name} query={{}} plan={plan} mayAsk={actor.can('discovery.probe')} />
  const { otherChannel } = plan.seen
  return (
    <Section
      id="client-eye"
      title="What it asks"
      hint={
        otherChannel
          ? `Not applicable: it is licensed as ${otherChannel} and asks no KMS host.`
          : 'How the machine searches for a KMS host, step by step, with its settings as last reported.'
      }
      actions={
        <LinkButton size="small" href={paths.clientEye({ name })}>
          What if
        </LinkButton>
      }
    >
      {otherChannel ? (
        <details>
          <summary className="cursor-pointer w-fit link">
            What it would ask with a KMS client key (GVLK)
          </summary>
          <div className="pt-3">{look}</div>
        </details>
      ) : (
        look
      )}
    </Section>
  )
}
