'use client'

import { EmptyState } from '@/components/feedback/empty-state'
import { Button, LinkButton } from '@/components/ui/button'
import { paths } from '@/lib/format/paths'

interface ClientsEmptyProps {
  filtered: boolean
  failed: boolean
  retry: () => void
  clear: () => void
}

/** Why no client is listed. */
export function ClientsEmpty({ filtered, failed, retry, clear }: ClientsEmptyProps) {
  if (failed) {
    return (
      <EmptyState
        kind="failed"
        title="The list could not be loaded"
        actions={<Button onClick={() => retry()}>Try again</Button>}
      >
        The server did not answer as expected. Your filter is kept in the address.
      </EmptyState>
    )
  }
  if (filtered) {
    return (
      <EmptyState
        kind="noMatch"
        title="No client matches this filter"
        actions={<Button onClick={clear}>Clear the filter</Button>}
      >
        Remove a condition, or search for a shorter part of the name.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      kind="noData"
      title="No client is known yet"
      actions={
        <LinkButton look="primary" href={paths.imports()}>
          Import activation output
        </LinkButton>
      }
    >
      Clients appear here when the first slmgr text, KMS event log or export is recorded.
    </EmptyState>
  )
}
