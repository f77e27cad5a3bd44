import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { z } from 'zod'
import { AuditTable } from '@/app/(console)/audit/audit-table'
import { CrumbName } from '@/components/layout/crumb-name'
import { PageHeader } from '@/components/layout/page-header'
import { MaskedKey } from '@/components/license/masked-key'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { Card, Section } from '@/components/ui/card'
import { Copyable } from '@/components/ui/copyable'
import { Fact, Facts } from '@/components/ui/facts'
import { nothing } from '@/components/ui/nothing'
import { Term } from '@/components/ui/term'
import { Time } from '@/components/ui/time'
import type { KeyGroup } from '@/lib/activation/kms/key-group-table'
import { productByActivationId } from '@/lib/activation/product/products-by-id'
import { type Actor, requireActor } from '@/lib/auth/actor'
import { KEY_MACHINES_LIST } from '@/lib/data/keys/key-machines-list'
import { type KeyView, loadKeyPage } from '@/lib/data/keys/key-page'
import { loadKeyReleases } from '@/lib/data/keys/key-releases'
import { loadShownList } from '@/lib/data/lists/shown-list'
import { loadReferenceBook } from '@/lib/data/reference/own-entries'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { keyGroupOptions } from '@/lib/operations/keys/key-groups'
import { AlertsSection } from '../../alerts/alerts-section'
import { type OwnRelease, ownReleaseOf } from '../own-release'
import { Answer, shortKeyName } from './key-answer'
import { EditKey, RestoreKey, RetireKey, RevealKey } from './key-dialogs'
import { AskForKey, KeyReleases } from './key-releases'
import { HostsSection, MachinesSection } from './key-uses'
import { LedgerSection } from './ledger/ledger-section'
import { RegisterSection } from './register-section'

interface KeyPageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Read once a request, for the title and for the page. */
const load = cache(async (id: string) => {
  const actor = await requireActor('key.read')
  const now = new Date()
  const view = z.uuid().safeParse(id).success ? await loadKeyPage(actor, id, now) : undefined
  return { actor, now, view }
})

export async function generateMetadata({ params }: KeyPageProps): Promise<Metadata> {
  const { view } = await load((await params).id)
  return { title: view?.label ?? 'Key' }
}

export default async function KeyPage({ params, searchParams }: KeyPageProps) {
  const { actor, now, view } = await load((await params).id)
  if (!view) notFound()
  const { hosts } = await loadReferenceBook(actor)
  const { id, kind, register, history } = view
  const releases = actor.can('key.reveal') ? await loadKeyReleases(actor, now, { keyId: id }) : []
  const ownRelease = await ownReleaseOf(releases, actor.id)
  const mayChange = actor.can('key.change')
  return (
    <div className="grid gap-8 max-w-[84rem] grid-cols-[minmax(0,1fr)]">
      <div className="grid gap-4">
        <CrumbName path={paths.key(id)} name={shortKeyName(view)} />
        <PageHeader
          title={view.label}
          description={<Circumstances view={view} />}
          actions={
            <KeyActions
              view={view}
              actor={actor}
              keyGroups={keyGroupOptions(hosts.groups)}
              ownRelease={ownRelease}
            />
          }
        />
        <KeyReleases releases={releases} ownId={actor.id} />
        <Answer view={view} />
        <KeyFacts view={view} group={hosts.groups.find((group) => group.id === view.keyGroup)} />
      </div>
      <AlertsSection actor={actor} about={{ objectKind: 'key', names: [id] }} />
      {kind === 'mak' && <LedgerSection actor={actor} keyId={id} now={now} />}
      {register && (
        <RegisterSection
          keyId={id}
          register={register}
          isRetired={view.retiredAt !== null}
          mayChange={mayChange}
        />
      )}
      {view.hosts.length > 0 && <HostsSection hosts={view.hosts} />}
      {kind === 'mak' && view.machines > 0 && (
        <MachinesSection
          lastFive={view.lastFive}
          shown={await loadShownList(actor, KEY_MACHINES_LIST, await searchParams, now, { of: id })}
          hasActivationIds={view.activationIds.length > 0}
          mayReadImports={actor.can('import.read')}
        />
      )}
      {history && history.length > 0 && (
        <Section id="history" title="History">
          <AuditTable entries={history} />
        </Section>
      )}
    </div>
  )
}

function Circumstances({ view }: { view: KeyView }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span>{view.kind === 'mak' ? 'MAK' : 'KMS host key'}</span>
      <MaskedKey lastFive={view.lastFive} />
      {view.retiredAt && <Badge>Retired</Badge>}
      {view.isSample && <Badge>Sample</Badge>}
    </span>
  )
}

interface KeyActionsProps {
  view: KeyView
  actor: Actor
  keyGroups: ReturnType<typeof keyGroupOptions>
  ownRelease: OwnRelease
}

function KeyActions({ view, actor, keyGroups, ownRelease }: KeyActionsProps) {
  const { id, kind, label, lastFive, keyGroup, activationIds, business, products, machines } = view
  const mayChange = actor.can('key.change')
  return (
    <>
      {kind === 'mak' && machines > 0 && machines === view.listedMachines && (
        <LinkButton href={paths.clients({ key: lastFive, channel: 'MAK' })}>
          Its {formatCountOf(machines, 'client')}
        </LinkButton>
      )}
      {kind === 'mak' && actor.can('exchange.read') && (
        <LinkButton href={paths.offlineOnline({ key: id })}>Commands</LinkButton>
      )}
      {ownRelease === 'toAsk' ? (
        <AskForKey id={id} label={label} disabledReason={revealReason(view, actor, ownRelease)} />
      ) : (
        <RevealKey id={id} label={label} disabledReason={revealReason(view, actor, ownRelease)} />
      )}
      {mayChange && (
        <>
          {view.retiredAt === null ? (
            <RetireKey id={id} label={label} />
          ) : (
            <RestoreKey id={id} label={label} />
          )}
          <EditKey {...{ id, kind, label, keyGroup, activationIds, business, products, keyGroups }} />
        </>
      )}
    </>
  )
}

function revealReason(view: KeyView, actor: Actor, ownRelease: OwnRelease): string | undefined {
  if (!actor.can('key.reveal')) return 'Only a licensing admin can reveal keys.'
  if (ownRelease === 'asked') return 'You asked for it. Another licensing admin has to release it first.'
  return view.isWhole ? undefined : 'Only the last five of this key are stored.'
}

/** What is known of a key beside its machines; agreement, owner and note only for those who may count. */
function KeyFacts({ view, group }: { view: KeyView; group: KeyGroup | undefined }) {
  const { business } = view
  return (
    <Card>
      <Facts className="text-table">
        <Fact name="Kind">
          {view.kind === 'mak' ? <Term of="MAK" /> : <Term of="CSVLK" word="KMS host key (CSVLK)" />}
        </Fact>
        {view.kind === 'csvlk' && <Fact name="Key group">{group?.label ?? 'not known'}</Fact>}
        <Fact name="Activates">
          <Products view={view} group={group} />
        </Fact>
        <Fact name="Stored">{view.isWhole ? 'the full key, encrypted' : 'only its last five'}</Fact>
        <Fact name="Added">
          by {view.addedBy}, <Time at={view.addedAt} />
        </Fact>
        {business && (
          <>
            <Fact name="Agreement">{business.agreement ?? nothing}</Fact>
            <Fact name="Owner">{business.owner ?? nothing}</Fact>
            <Fact name="Note">
              {business.note ? <span className="whitespace-pre-line">{business.note}</span> : nothing}
            </Fact>
          </>
        )}
      </Facts>
    </Card>
  )
}

function Products({ view, group }: { view: KeyView; group: KeyGroup | undefined }) {
  if (group) return <span>{servesWords(group)}</span>
  if (view.kind === 'csvlk') return <span className="text-ink-soft">not known without its key group</span>
  if (view.activationIds.length === 0) {
    return <span className="text-ink-soft">any product; no activation IDs are entered</span>
  }
  return (
    <ul className="grid gap-1">
      {view.activationIds.map((id) => (
        <li key={id}>
          {nameOf(view, id)} <Copyable text={id} label="Copy activation ID" />
        </li>
      ))}
    </ul>
  )
}

function nameOf(view: KeyView, id: string): string {
  const seen = view.products.find(({ activationId }) => activationId === id)
  if (seen) return seen.label
  const known = productByActivationId(id)
  return known ? `${known.generation} ${known.edition}` : 'Unknown product'
}

/** 'Windows up to Windows 11 and Windows Server 2022' */
function servesWords(group: KeyGroup): string {
  if (group.application === 'office') return group.serves
  const servers = group.serversUpTo === undefined ? '' : `, servers up to ${group.serversUpTo}`
  const edition = group.editionGroup === undefined ? '' : ` of group ${group.editionGroup}`
  return `Clients up to ${group.clientsUpTo}${servers}${edition}`
}
