import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '@/components/layout/page-header'
import { MaskedKey } from '@/components/license/masked-key'
import { DigitGroups } from '@/components/offline/digit-groups'
import { ExchangeStateLabel } from '@/components/offline/exchange-mark'
import { LinkButton } from '@/components/ui/button'
import { Card, Section } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { Part, Parts } from '@/components/ui/parts'
import { nextState } from '@/lib/activation/offline/exchange-state'
import { installationIdGroups } from '@/lib/activation/offline/installation-id'
import { requireActor } from '@/lib/auth/actor'
import type { RequestView } from '@/lib/data/exchange/exchange-requests'
import { loadPackage, type PackageView } from '@/lib/data/exchange/package-page'
import { paths } from '@/lib/format/paths'
import { parsePackageNumber } from '../../package-number'
import { ApplySection } from './apply-section'
import { RequestFacts } from './request-facts'
import { RequestStep } from './request-step'
import { TypeAnswer } from './type-answer'

interface RequestPageProps {
  params: Promise<{ number: string; row: string }>
}

export async function generateMetadata({ params }: RequestPageProps): Promise<Metadata> {
  const { number, row } = await params
  return { title: `Package ${number}, request ${row}` }
}

export default async function RequestPage({ params }: RequestPageProps) {
  const asked = await params
  const number = parsePackageNumber(asked.number)
  const row = parsePackageNumber(asked.row)
  const isNamed = number !== undefined && row !== undefined
  const actor = await requireActor('exchange.read')
  const found = isNamed ? await loadPackage(actor, number, new Date()) : undefined
  const request = found?.requests.find((one) => one.row === row)
  if (!found || !request) notFound()
  const refusedReason = actor.can('exchange.change')
    ? undefined
    : 'Only a licensing admin enters confirmation IDs.'
  const mayType = nextState(request.state, 'answer') !== undefined
  const mayReplace = nextState(request.state, 'replaceAnswer') !== undefined
  const answer = {
    number: found.number,
    row: request.row,
    installationId: request.installationId,
    replaces: mayReplace,
    disabledReason: refusedReason,
  }
  return (
    <div className="grid gap-8 max-w-[72rem] grid-cols-[minmax(0,1fr)]">
      <div className="grid gap-4">
        <PageHeader
          title={<span className="font-mono">{request.machine}</span>}
          description={<Circumstances found={found} request={request} />}
          actions={<LinkButton href={paths.exchange(found.number)}>Package {found.number}</LinkButton>}
        />
        <RequestStep found={found} request={request} />
      </div>
      {mayType && <InstallationId digits={request.installationId} />}
      {mayType && <TypeAnswer {...answer} />}
      {request.confirmationId && request.state !== 'verified' && (
        <ApplySection
          number={found.number}
          request={request}
          confirmationId={request.confirmationId}
          disabledReason={refusedReason}
        />
      )}
      {mayReplace && (
        <details>
          <summary className="link w-fit">Windows does not take it?</summary>
          <div className="pt-4">
            <TypeAnswer {...answer} />
          </div>
        </details>
      )}
      <RequestFacts found={found} request={request} />
    </div>
  )
}

function Circumstances({ found, request }: { found: PackageView; request: RequestView }) {
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

function InstallationId({ digits }: { digits: string }) {
  const groups = installationIdGroups(digits)
  return (
    <Section
      id="installation-id"
      title="Installation ID"
      hint={`${digits.length} digits in nine groups. Read it aloud group by group, or copy it into the portal.`}
      actions={<CopyButton withText text={groups.join(' ')} label="Copy the installation ID" />}
    >
      <Card className="grid gap-4">
        <DigitGroups groups={groups} label="Installation ID" size="large" />
        <p className="text-ink-soft max-w-[72ch]">
          The telephone service has been giving way to Microsoft’s web portal (
          <span className="font-mono text-table">aka.ms/aoh</span>, with a Microsoft account); in both, the
          installation ID goes in and a confirmation ID comes out.
        </p>
      </Card>
    </Section>
  )
}
