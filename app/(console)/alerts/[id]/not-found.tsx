import { EmptyState } from '@/components/feedback/empty-state'
import { LinkButton } from '@/components/ui/button'
import { paths } from '@/lib/format/paths'

/** No alert has that number, or none for this person. */
export default function UnknownAlert() {
  return (
    <>
      <h1 className="sr-only">Alert not found</h1>
      <EmptyState
        bare
        kind="noMatch"
        title="There is no such alert"
        actions={<LinkButton href={paths.alerts()}>All alerts</LinkButton>}
      >
        Perhaps it is about something your role does not let you see.
      </EmptyState>
    </>
  )
}
