'use client'

import { usePathname } from 'next/navigation'
import { EmptyState } from '@/components/feedback/empty-state'
import { LinkButton } from '@/components/ui/button'
import { lastSegment, paths } from '@/lib/format/paths'

/** No zone has that name. */
export default function UnknownZone() {
  const name = lastSegment(usePathname())
  return (
    <>
      <h1 className="sr-only">DNS zone not found</h1>
      <EmptyState
        bare
        kind="noMatch"
        title={`No DNS zone is listed as ${name}`}
        actions={
          <>
            <LinkButton look="primary" href={paths.networks({ add: 'zone', name })}>
              Add this zone
            </LinkButton>
            <LinkButton href={paths.networks()}>All networks</LinkButton>
          </>
        }
      >
        It may be new, or it may have been removed.
      </EmptyState>
    </>
  )
}
