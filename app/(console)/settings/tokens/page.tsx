import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { saySpan } from '@/lib/activation/words/say-date'
import { requireActor } from '@/lib/auth/actor'
import { loadShownList } from '@/lib/data/lists/shown-list'
import { TOKEN_WARNED_DAYS, type TokenRow } from '@/lib/data/tokens/api-tokens'
import { TOKENS_LIST } from '@/lib/data/tokens/tokens-list'
import { paths } from '@/lib/format/paths'
import { CreateTokenDialog } from './create-token-dialog'
import { TokenTable } from './token-table'

export const metadata: Metadata = { title: 'API tokens' }

interface TokensPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function TokensPage({ searchParams }: TokensPageProps) {
  const params = await searchParams
  const actor = await requireActor('token.read')
  const now = new Date()
  const { page, ...list } = await loadShownList(actor, TOKENS_LIST, params, now)
  const rows = page.rows.map((token) => ({ ...token, endsSoon: endsSoon(token, now.getTime()) }))
  return (
    <div className="grid gap-5 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="API tokens"
        description="What collectors and scripts send and read with. A token belongs to a source, not to a person, and is shown once. A revoked token is refused; what it sent stays in the record."
        actions={
          <>
            <LinkButton href={paths.apiReference()}>API reference</LinkButton>
            <CreateTokenDialog />
          </>
        }
      />
      <TokenTable shown={{ ...list, page: { ...page, rows } }} />
    </div>
  )
}

function endsSoon({ expiresAt }: TokenRow, now: number): string | null {
  const left = Date.parse(expiresAt) - now
  if (left <= 0) return 'expired'
  return left < TOKEN_WARNED_DAYS * 86_400_000 ? `in ${saySpan(left)}` : null
}
