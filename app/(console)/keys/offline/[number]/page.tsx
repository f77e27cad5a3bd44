import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Notice } from '@/components/feedback/notice'
import { PageHeader } from '@/components/layout/page-header'
import { MaskedKey } from '@/components/license/masked-key'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { Part, Parts } from '@/components/ui/parts'
import { Time } from '@/components/ui/time'
import { type ExchangeState, isOpen, packageState } from '@/lib/activation/offline/exchange-state'
import { packageNextStep } from '@/lib/activation/offline/package-sentence'
import { requireActor } from '@/lib/auth/actor'
import { loadPackage, type PackageView, packageNumberOf } from '@/lib/data/exchange/package-page'
import { loadKeyReleases } from '@/lib/data/keys/key-releases'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { AskForPackage, KeyReleases } from '../../[id]/key-releases'
import { type OwnRelease, ownReleaseOf } from '../../own-release'
import { AnswersSection } from './answers-section'
import { MachinesSection } from './machines-section'
import { CancelDialog, HandoverDialog } from './package-dialogs'
import { CommandsSection, FileSection } from './package-files'

interface PackagePageProps {
  params: Promise<{ number: string }>
}

export async function generateMetadata({ params }: PackagePageProps): Promise<Metadata> {
  return { title: `Package ${(await params).number}` }
}

export default async function PackagePage({ params }: PackagePageProps) {
  const number = packageNumberOf((await params).number)
  const actor = await requireActor('exchange.read')
  const now = new Date()
  const found = number === undefined ? undefined : await loadPackage(actor, number, now)
  if (!found) notFound()
  const refusedReason = actor.can('exchange.change')
    ? undefined
    : 'Only a licensing admin can change packages.'
  const releases = actor.can('key.reveal')
    ? await loadKeyReleases(actor, now, { packageNumber: found.number })
    : []
  const own = await ownReleaseOf(releases, actor.id)
  const lockedReason = LOCKED[own]
  const waits = found.requests.some(({ state }) => isOpen(state) || state === 'expired')
  const hasAnswers = found.requests.some(({ confirmationId }) => confirmationId !== null)
  return (
    <div className="grid gap-8 grid-cols-[minmax(0,1fr)] max-w-[84rem]">
      <div className="grid gap-4">
        <PageHeader
          title={`Package ${found.number}`}
          description={<Circumstances found={found} />}
          actions={
            <>
              {actor.can('audit.read') && (
                <LinkButton href={paths.exchangeCustody(found.number)}>Chain of custody</LinkButton>
              )}
              {waits && <CancelDialog found={found} disabledReason={refusedReason} />}
              {found.method === 'file' && own === 'toAsk' && refusedReason === undefined && (
                <AskForPackage number={found.number} />
              )}
              {found.method === 'file' && found.counts.prepared > 0 && (
                <HandoverDialog found={found} disabledReason={refusedReason ?? lockedReason} />
              )}
            </>
          }
        />
        <KeyReleases releases={releases} ownId={actor.id} />
        <NextStep found={found} />
      </div>
      {found.method === 'file' && found.requests.some(({ spending }) => spending !== 'none') && (
        <FileSection found={found} lockedReason={lockedReason} />
      )}
      {found.method === 'file' && waits && (
        <AnswersSection number={found.number} disabledReason={refusedReason} />
      )}
      {hasAnswers && <CommandsSection number={found.number} />}
      <MachinesSection found={found} disabledReason={refusedReason} />
    </div>
  )
}

/** Why the file is not given out yet, where the rules need two persons. */
const LOCKED: Partial<Record<OwnRelease, string>> = {
  toAsk: 'Taking a package out needs two licensing admins. Ask first.',
  asked: 'You asked for it. Another licensing admin has to release it first.',
}

function Circumstances({ found }: { found: PackageView }) {
  return (
    <Parts>
      <Part>
        {formatCountOf(found.requests.length, 'machine')} with {found.keyLabel}{' '}
        <MaskedKey lastFive={found.lastFive} />
      </Part>
      <Part>
        prepared <Time at={found.preparedAt} /> by {found.preparedBy}
      </Part>
      <Part>
        due <Time at={found.dueAt} as="date" />
      </Part>
      {found.method === 'phone' && (
        <Part undotted>
          <Badge>By phone or portal</Badge>
        </Part>
      )}
    </Parts>
  )
}

function NextStep({ found }: { found: PackageView }) {
  const isByPhone = found.method === 'phone'
  const state = packageState(found.counts)
  const tone = TONE[state] ?? 'info'
  return (
    <Notice tone={tone} title={packageNextStep({ ...found, isByPhone }, Date.parse(found.now))}>
      {found.carriedOutAt && (
        <span className="block">
          Carried out <Time at={found.carriedOutAt} /> by {found.carrier} to {found.carriedTo}; recorded by{' '}
          {found.carriedOutBy}.
        </span>
      )}
      {found.cancelledAt && (
        <span className="block">
          Open requests cancelled <Time at={found.cancelledAt} /> by {found.cancelledBy}: {found.cancelReason}
        </span>
      )}
      {found.note && <span className="block">Note: {found.note}</span>}
    </Notice>
  )
}

const TONE: Partial<Record<ExchangeState, 'ok' | 'watch'>> = { expired: 'watch', verified: 'ok' }
