import { KeyRound } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { CrumbName } from '@/components/layout/crumb-name'
import { PageHeader } from '@/components/layout/page-header'
import { MaskedKey } from '@/components/license/masked-key'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { classes } from '@/components/ui/classes'
import { type Actor, requireActor } from '@/lib/auth/actor'
import { type KeyView, loadKeyPage } from '@/lib/data/keys/key-page'
import { loadReferenceBook } from '@/lib/data/reference/own-entries'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { keyGroupOptions } from '@/lib/operations/keys/key-groups'
import { EditKeyDialog } from './edit-key-dialog'
import { HostsSection } from './hosts-section'
import { KeyFacts } from './key-facts'
import { KeyHistory } from './key-history'
import { keyAnswer, shortKeyName } from './key-words'
import { LedgerSection } from './ledger/ledger-section'
import { MachinesSection } from './machines-section'
import { RegisterSection } from './register-section'
import { RetireKey } from './retire-key'
import { RevealKey } from './reveal-key'

export const metadata: Metadata = { title: 'Key' }

interface KeyPageProps {
  params: Promise<{ id: string }>
}

export default async function KeyPage({ params }: KeyPageProps) {
  const { id } = await params
  const actor = await requireActor('key.read')
  const now = new Date()
  const view = z.uuid().safeParse(id).success ? await loadKeyPage(actor, id, now) : undefined
  if (!view) notFound()
  const { hosts } = await loadReferenceBook(actor)
  const groups = keyGroupOptions(hosts.groups)
  return (
    <div className="grid gap-8 max-w-[84rem] grid-cols-[minmax(0,1fr)]">
      <div className="grid gap-4">
        <CrumbName path={paths.key(view.id)} name={shortKeyName(view)} />
        <PageHeader
          title={view.label}
          description={<Circumstances view={view} />}
          actions={<KeyActions view={view} actor={actor} keyGroups={groups} />}
        />
        <Answer view={view} />
        <KeyFacts view={view} group={hosts.groups.find((group) => group.id === view.keyGroup)} />
      </div>
      {view.kind === 'mak' && <LedgerSection actor={actor} keyId={view.id} now={now} />}
      {view.kind === 'csvlk' && <RegisterSection view={view} mayChange={actor.can('key.change')} />}
      <HostsSection view={view} />
      <MachinesSection view={view} mayReadImports={actor.can('import.read')} />
      <KeyHistory view={view} />
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

function Answer({ view }: { view: KeyView }) {
  const { headline, detail, isBad } = keyAnswer(view)
  return (
    <section
      aria-label="Answer"
      className={classes(
        'flex items-start gap-3 rounded-md border p-4 md:px-5',
        isBad ? 'bg-bad-soft' : 'bg-raised',
      )}
    >
      <KeyRound
        aria-hidden
        className={classes('size-6 shrink-0 mt-0.5', isBad ? 'text-bad' : 'text-accent')}
      />
      <div className="grid gap-1 min-w-0">
        <p className="text-title font-semibold tracking-[-0.01em] [text-wrap:balance]">{headline}</p>
        <p className={classes('max-w-[72ch]', isBad ? 'text-ink' : 'text-ink-soft')}>{detail}</p>
      </div>
    </section>
  )
}

interface KeyActionsProps {
  view: KeyView
  actor: Actor
  keyGroups: ReturnType<typeof keyGroupOptions>
}

function KeyActions({ view, actor, keyGroups }: KeyActionsProps) {
  const { id, kind, label, keyGroup, activationIds, business, machines, listedMachines } = view
  const mayChange = actor.can('key.change')
  const words = {
    label,
    keyGroup: keyGroup ?? '',
    activationIds: activationIds.join('\n'),
    agreement: business?.agreement ?? '',
    owner: business?.owner ?? '',
    note: business?.note ?? '',
  }
  return (
    <>
      {kind === 'mak' && machines > 0 && machines === listedMachines && (
        <LinkButton href={paths.clients({ key: view.lastFive, channel: 'MAK' })}>
          Its {formatCountOf(machines, 'client')}
        </LinkButton>
      )}
      {kind === 'mak' && actor.can('exchange.read') && (
        <LinkButton href={paths.offlineOnline({ key: id })}>Commands</LinkButton>
      )}
      <RevealKey keyId={id} label={label} disabledReason={revealReason(view, actor)} />
      {mayChange && (
        <>
          <RetireKey keyId={id} label={label} isRetired={view.retiredAt !== null} />
          <EditKeyDialog keyId={id} kind={kind} words={words} keyGroups={keyGroups} seen={view.products} />
        </>
      )}
    </>
  )
}

function revealReason(view: KeyView, actor: Actor): string | undefined {
  if (!actor.can('key.reveal')) return 'Your role sees the last five only.'
  return view.isWhole ? undefined : 'Only the last five of this key are known.'
}
