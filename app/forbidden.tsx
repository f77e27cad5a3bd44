'use client'

import { EmptyState } from '@/components/feedback/empty-state'
import { LinkButton } from '@/components/ui/button'
import { paths } from '@/lib/format/paths'

/** What `requireActor` shows to someone whose role does not include the page. */
export default function Forbidden() {
  return (
    <>
      <h1 className="sr-only">No permission</h1>
      <EmptyState
        bare
        kind="noPermission"
        title="Your role does not include this page"
        actions={<LinkButton href={paths.overview()}>Go to the overview</LinkButton>}
      >
        A licensing admin can change your role under People.
      </EmptyState>
    </>
  )
}
