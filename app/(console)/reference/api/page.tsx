import type { Metadata } from 'next'
import { callsOf } from '@/app/api/v1/calls'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { requireActor } from '@/lib/auth/actor'
import { SCOPES } from '@/lib/data/tokens/scopes'
import { paths } from '@/lib/format/paths'
import { ApiCalls } from './api-calls'

export const metadata: Metadata = { title: 'API' }

/** The API to read and to try: the same description that programs get as OpenAPI. */
export default async function ApiReferencePage() {
  const actor = await requireActor('reference.read')
  return (
    <div className="grid gap-6 grid-cols-[minmax(0,1fr)] max-w-[84rem]">
      <PageHeader
        title="API"
        description="What programs send and read with a token, as Authorization: Bearer acsl_…. Only 429, 502, 503 and 504 are worth another try, after Retry-After seconds."
        actions={
          <>
            <LinkButton href={paths.api.v1.description()} download="openapi.json">
              OpenAPI 3.1
            </LinkButton>
            {actor.can('token.read') && <LinkButton href={paths.tokens()}>API tokens</LinkButton>}
          </>
        }
      />
      <Section id="scopes" title="Scopes" hint="A token has one or more. None changes keys or people.">
        <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[max-content_1fr]">
          {Object.entries(SCOPES).map(([scope, { words }]) => (
            <div key={scope} className="contents">
              <dt className="font-mono text-table">{scope}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <ApiCalls calls={callsOf()} />
    </div>
  )
}
