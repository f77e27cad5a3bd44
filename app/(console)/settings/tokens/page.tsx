import type { Metadata } from 'next'
import { EmptyState } from '@/components/feedback/empty-state'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { saySpan } from '@/lib/activation/words/say-date'
import { requireActor } from '@/lib/auth/actor'
import { loadTokens, TOKEN_WARNED_DAYS, type TokenRow } from '@/lib/data/tokens/api-tokens'
import { paths } from '@/lib/format/paths'
import { CreateTokenDialog } from './create-token-dialog'
import { TokenTable } from './token-table'

export const metadata: Metadata = { title: 'API tokens' }

export default async function TokensPage() {
  const actor = await requireActor('token.read')
  const now = Date.now()
  const tokens = (await loadTokens(actor)).map((token) => ({ ...token, endsSoon: endsSoon(token, now) }))
  const inUse = tokens.filter(({ revokedAt }) => revokedAt === null)
  const revoked = tokens.filter(({ revokedAt }) => revokedAt !== null)
  return (
    <div className="grid gap-8 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="API tokens"
        description="What collectors and scripts send and read with. A token belongs to a source, not to a person, and is shown once."
        actions={
          <>
            <LinkButton href={paths.apiReference()}>API reference</LinkButton>
            <CreateTokenDialog />
          </>
        }
      />
      {inUse.length === 0 ? (
        <EmptyState kind="noData" title="No tokens yet">
          A program with a token posts what machines say to /api/v1/observations, sends files to
          /api/v1/files, or reads the fleet.
        </EmptyState>
      ) : (
        <TokenTable label="API tokens" tokens={inUse} />
      )}
      {revoked.length > 0 && (
        <Section id="revoked" title="Revoked" hint="They are refused. What they sent stays in the record.">
          <TokenTable label="Revoked tokens" tokens={revoked} />
        </Section>
      )}
    </div>
  )
}

function endsSoon({ expiresAt }: TokenRow, now: number): string | null {
  const left = Date.parse(expiresAt) - now
  if (left <= 0) return 'expired'
  return left < TOKEN_WARNED_DAYS * 86_400_000 ? `in ${saySpan(left)}` : null
}
