import { EmptyState } from '@/components/feedback/empty-state'

/** A link that is not whole, has ended or was withdrawn: which of them a stranger is not told. */
export default function NotFound() {
  return (
    <main className="grid min-h-dvh content-center px-4">
      <h1 className="sr-only">Link without a report</h1>
      <EmptyState bare kind="noMatch" title="This link does not work">
        It may have ended, been withdrawn, or lost a part on its way. Ask whoever sent it for another.
      </EmptyState>
    </main>
  )
}
