'use client'

import { EmptyState } from '@/components/feedback/empty-state'
import { Button } from '@/components/ui/button'

/** What a page shows when it could not be made. */
export default function PageFailed({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <>
      <h1 className="sr-only">Page failed</h1>
      <EmptyState
        bare
        kind="failed"
        title="This page could not be loaded"
        actions={<Button onClick={reset}>Try again</Button>}
      >
        Nothing was changed. If it happens again, tell a licensing admin
        {error.digest ? ` and give the code ${error.digest}` : ''}: the server log has the cause.
      </EmptyState>
    </>
  )
}
