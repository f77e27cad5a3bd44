import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { Notice } from '@/components/feedback/notice'
import { CrumbName } from '@/components/layout/crumb-name'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/ui/card'
import { Copyable } from '@/components/ui/copyable'
import { Fact, Facts } from '@/components/ui/facts'
import { Time } from '@/components/ui/time'
import { requireActor } from '@/lib/auth/actor'
import { ownAddress } from '@/lib/auth/same-origin'
import { loadProvider, type ProviderRow } from '@/lib/data/people/sign-in-providers'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { ChangeProvider } from '../provider-dialogs'
import { ProviderState } from '../provider-table'
import { GroupTable, MapGroup } from './group-table'
import { RemoveProvider, SwitchProvider, TryProvider } from './provider-actions'
import { TestResult } from './test-result'

export const metadata: Metadata = { title: 'Way to sign in' }

interface ProviderPageProps {
  params: Promise<{ id: string }>
}

export default async function ProviderPage({ params }: ProviderPageProps) {
  const { id } = await params
  const actor = await requireActor('user.read')
  const provider = await loadProvider(actor, id)
  if (!provider) notFound()
  return (
    <div className="grid gap-8 grid-cols-[minmax(0,1fr)]">
      <CrumbName path={paths.provider(id)} name={provider.name} />
      <PageHeader
        title={provider.name}
        description={
          provider.kind === 'oidc' ? 'An OpenID Connect provider.' : `The directory ${provider.directory}.`
        }
        actions={
          <>
            <RemoveProvider provider={provider} />
            <ChangeProvider provider={provider} />
            <SwitchProvider provider={provider} />
          </>
        }
      />
      {provider.checkProblem && (
        <Notice tone="watch" title="Groups of those who are signed in could not be read again">
          {provider.checkProblem} Their sessions go on for now and end 12 hours after they began.
        </Notice>
      )}
      <ProviderFacts provider={provider} address={ownAddress(await headers())} />
      <Section
        id="groups"
        title="Groups and roles"
        hint="Whoever is in several has the highest role; whoever is in none is refused and told which groups came. Roles are read again at each sign-in."
        actions={<MapGroup provider={provider} />}
      >
        <GroupTable provider={provider} />
      </Section>
      <Section
        id="test"
        title="Test"
        hint={
          provider.kind === 'oidc'
            ? 'Goes to the provider and back and shows what came. Nobody is signed in by it.'
            : 'Looks somebody up as a sign-in would, without a password.'
        }
        actions={<TryProvider provider={provider} />}
      >
        <TestResult test={provider.lastTest} />
      </Section>
    </div>
  )
}

function ProviderFacts({ provider, address }: { provider: ProviderRow; address: string }) {
  const { kind, isOn, domains, people, checkedAt } = provider
  return (
    <Facts>
      <Fact name="State">
        <ProviderState isOn={isOn} />
      </Fact>
      {kind === 'oidc' && (
        <>
          <Fact name="Redirect address">
            <Copyable text={`${address}${paths.api.signInCallback()}`} label="Copy the redirect address" />
            <small className="text-ink-soft">Enter it at the provider. It follows PUBLIC_URL.</small>
          </Fact>
          <Fact name="Issuer">
            <span className="font-mono">{provider.issuer}</span>
          </Fact>
          <Fact name="Client ID">
            <span className="font-mono">{provider.clientId}</span>
          </Fact>
          <Fact name="Groups from">
            <span className="font-mono">{provider.groupClaim}</span> of the verified ID token, asked for with{' '}
            <span className="font-mono">{provider.scopes}</span>
          </Fact>
        </>
      )}
      <Fact name="Address domains">{domains.length > 0 ? domains.join(', ') : 'none'}</Fact>
      <Fact name="People">{formatCountOf(people, 'person')}</Fact>
      {kind === 'directory' && (
        <Fact name="Groups read again">{checkedAt ? <Time at={checkedAt} /> : 'not yet'}</Fact>
      )}
    </Facts>
  )
}
