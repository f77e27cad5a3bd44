'use client'

import { EmptyState } from '@/components/feedback/empty-state'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { paths } from '@/lib/format/paths'

/** Nothing is listed yet: the three ways to begin. */
export function NoNetworks({ mayChange, hasProposals }: { mayChange: boolean; hasProposals: boolean }) {
  return (
    <Card flush>
      <EmptyState
        kind="noData"
        title="No forest, domain, workgroup or DNS zone is listed yet"
        actions={
          mayChange && (
            <>
              <LinkButton look="primary" href={paths.networks({ add: 'zone' })}>
                Add a DNS zone
              </LinkButton>
              <LinkButton href={paths.directory()}>Read a directory</LinkButton>
            </>
          )
        }
      >
        {hasProposals
          ? 'The names of your clients say which zones they use: add those below. '
          : 'Add the zone your clients are in, import a list, or read it from a directory over LDAP. '}
        {mayChange ? null : 'A licensing admin can do that.'}
      </EmptyState>
    </Card>
  )
}
