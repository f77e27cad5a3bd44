'use client'

import { EmptyState } from '@/components/feedback/empty-state'
import { LinkButton } from '@/components/ui/button'
import { paths } from '@/lib/format/paths'

/** An address that leads nowhere, or to a thing that is not there. */
export default function NotFound() {
  return (
    <>
      <h1 className="sr-only">Page not found</h1>
      <EmptyState
        bare
        kind="noMatch"
        title="There is no page at this address"
        actions={<LinkButton href={paths.overview()}>Go to the overview</LinkButton>}
      >
        The link may be from an older version of the console, or mistyped.
      </EmptyState>
    </>
  )
}
