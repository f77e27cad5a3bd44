'use client'

import { usePathname } from 'next/navigation'
import { EmptyState } from '@/components/feedback/empty-state'
import { LinkButton } from '@/components/ui/button'
import { lastSegment, paths } from '@/lib/format/paths'

/** No host is called that. */
export default function UnknownHost() {
  const name = lastSegment(usePathname())
  return (
    <>
      <h1 className="sr-only">KMS host not found</h1>
      <EmptyState
        bare
        kind="noMatch"
        title={`No KMS host is called ${name}`}
        actions={<LinkButton href={paths.kmsHosts()}>All KMS hosts</LinkButton>}
      >
        Neither an import nor a client has named it.
      </EmptyState>
    </>
  )
}
