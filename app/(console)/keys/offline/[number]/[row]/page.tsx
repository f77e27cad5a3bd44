import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Notice } from '@/components/feedback/notice'
import { CrumbName } from '@/components/layout/crumb-name'
import { PageHeader } from '@/components/layout/page-header'
import { MaskedKey } from '@/components/license/masked-key'
import { DigitGroups } from '@/components/offline/digit-groups'
import { ExchangeStateLabel } from '@/components/offline/exchange-mark'
import { LinkButton } from '@/components/ui/button'
import { Card, Section } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { Copyable } from '@/components/ui/copyable'
import { Fact, Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { Part, Parts } from '@/components/ui/parts'
import { Time } from '@/components/ui/time'
import { EXCHANGE_STATE_MEANINGS, requestStep } from '@/lib/activation/offline/exchange-sentence'
import { type ExchangeState, nextState } from '@/lib/activation/offline/exchange-state'
import { installationIdGroups, writeInstallationId } from '@/lib/activation/offline/installation-id'
import { requireActor } from '@/lib/auth/actor'
import type { RequestView } from '@/lib/data/exchange/exchange-requests'
import { loadPackage, type PackageView, packageNumberOf } from '@/lib/data/exchange/package-page'
import { paths } from '@/lib/format/paths'
import { ApplySection, ReplaceConfirmationId, TakeConfirmationId } from './confirmation-id'

interface RequestPageProps {
  params: Promise<{ number: string; row: string }>
}

export async function generateMetadata({ params }: RequestPageProps): Promise<Metadata> {
  const { number, row } = await params
  return { title: `Request ${row} of package ${number}` }
}

export default async function RequestPage({ params }: RequestPageProps) {
  const asked = await params
  const number = packageNumberOf(asked.number)
  const row = packageNumberOf(asked.row)
  const isNamed = number !== undefined && row !== undefined
  const actor = await requireActor('exchange.read')
  const found = isNamed ? await loadPackage(actor, number, new Date()) : undefined
  const request = found?.requests.find((one) => one.row === row)
  if (!found || !request) notFound()
  const mayType = nextState(request.state, 'answer') !== undefined
  const { confirmationId } = request
  const answer = {
    number: found.number,
    request,
    disabledReason: actor.can('exchange.change')
      ? undefined
      : 'Only a licensing admin can enter confirmation IDs.',
  }
  return (
    <div className="grid gap-8 max-w-[72rem] grid-cols-[minmax(0,1fr)]">
      <CrumbName path={paths.exchangeRequest(found.number, request.row)} name={request.machine} />
      <div className="grid gap-4">
        <PageHeader
          title={<span className="font-mono">{request.machine}</span>}
          description={<Circumstances found={found} request={request} />}
          actions={<LinkButton href={paths.exchange(found.number)}>Package {found.number}</LinkButton>}
        />
        <NextStep found={found} request={request} />
      </div>
      {mayType && <InstallationId digits={request.installationId} />}
      {mayType && <TakeConfirmationId {...answer} />}
      {confirmationId && request.state !== 'verified' && (
        <ApplySection {...answer} confirmationId={confirmationId} />
      )}
      {nextState(request.state, 'replaceAnswer') !== undefined && (
        <details key={confirmationId}>
          <summary className="link w-fit">If it is refused, replace it</summary>
          <div className="pt-4">
            <ReplaceConfirmationId {...answer} />
          </div>
        </details>
      )}
      <History found={found} request={request} />
    </div>
  )
}

interface RequestOfPackage {
  found: PackageView
  request: RequestView
}

function Circumstances({ found, request }: RequestOfPackage) {
  return (
    <Parts>
      <Part>
        <ExchangeStateLabel state={request.state} />
      </Part>
      <Part>
        Request {request.reference}: {request.productLabel} with {found.keyLabel}{' '}
        <MaskedKey lastFive={found.lastFive} />
      </Part>
    </Parts>
  )
}

const TONE: Partial<Record<ExchangeState, 'ok' | 'watch'>> = { verified: 'ok', expired: 'watch' }

/** What is to be done for this machine. */
function NextStep({ found, request: { state, spending } }: RequestOfPackage) {
  return (
    <Notice tone={TONE[state] ?? 'info'} title={requestStep({ state, spending, dueAt: found.dueAt })}>
      {found.method === 'phone' && state === 'prepared'
        ? 'Its activation is reserved until then.'
        : EXCHANGE_STATE_MEANINGS[state]}
    </Notice>
  )
}

function InstallationId({ digits }: { digits: string }) {
  const groups = installationIdGroups(digits)
  return (
    <Section
      id="installation-id"
      title="Installation ID"
      hint={`${digits.length} digits in nine groups. Read it out group by group, or copy it into the portal.`}
      actions={<CopyButton withText text={groups.join(' ')} label="Copy the installation ID" />}
    >
      <Card className="grid gap-4">
        <DigitGroups groups={groups} label="Installation ID" size="large" />
        <p className="text-ink-soft max-w-[72ch]">
          Microsoft is replacing its phone service with a web portal (
          <span className="font-mono text-table">aka.ms/aoh</span>, with a Microsoft account). Both ask for
          the installation ID and answer with a confirmation ID.
        </p>
      </Card>
    </Section>
  )
}

const FROM_WORDS: Readonly<Record<string, string>> = {
  file: 'from a file',
  typed: 'typed',
  stored: 'already stored',
}

/** What happened to a request, and when. */
function History({ found, request }: RequestOfPackage) {
  return (
    <Section id="history" title="History">
      <Card>
        <Facts>
          <Fact name="Machine">
            <Link href={paths.client(request.machine)} className="link font-mono">
              {request.machine}
            </Link>
          </Fact>
          <Fact name="Prepared">
            <Time at={found.preparedAt} as="dateTime" /> by {found.preparedBy}
          </Fact>
          {found.carriedOutAt && (
            <Fact name="Carried out">
              <Time at={found.carriedOutAt} as="dateTime" /> by {found.carrier} to {found.carriedTo}
            </Fact>
          )}
          {request.answeredAt && (
            <Fact name="Answered">
              <Time at={request.answeredAt} as="dateTime" /> by {request.answeredBy},{' '}
              {FROM_WORDS[request.answeredFrom ?? ''] ?? request.answeredFrom}
            </Fact>
          )}
          {request.appliedAt && (
            <Fact name="Marked as applied">
              <Time at={request.appliedAt} as="dateTime" /> by {request.appliedBy}
            </Fact>
          )}
          {request.verifiedAt && (
            <Fact name="Verified">
              by a reading of <Time at={request.verifiedAt} as="dateTime" />
            </Fact>
          )}
          {request.activationId && (
            <Fact name="Activation ID">
              <Copyable text={request.activationId} label="Copy the activation ID" />
            </Fact>
          )}
          <Fact name="Installation ID">
            <Copyable
              text={request.installationId}
              shown={writeInstallationId(request.installationId)}
              label="Copy the digits of the installation ID"
            />
          </Fact>
        </Facts>
      </Card>
    </Section>
  )
}
