'use client'

import { usePathname } from 'next/navigation'
import { EmptyState } from '@/components/feedback/empty-state'
import { LinkButton } from '@/components/ui/button'
import { lastSegment, paths } from '@/lib/format/paths'

/** No host has that name. */
export default function UnknownHost() {
  const name = lastSegment(usePathname())
  return (
    <>
      <h1 className="sr-only">KMS host not found</h1>
      <EmptyState
        bare
        kind="noMatch"
        title={`There is no KMS host named ${name}`}
        actions={<LinkButton href={paths.kmsHosts()}>All KMS hosts</LinkButton>}
      >
        No import and no client names it.
      </EmptyState>
    </>
  )
}
