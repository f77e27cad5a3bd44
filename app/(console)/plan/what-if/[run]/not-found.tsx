import { EmptyState } from '@/components/feedback/empty-state'
import { LinkButton } from '@/components/ui/button'
import { paths } from '@/lib/format/paths'

/** No question has that address. */
export default function UnknownRun() {
  return (
    <>
      <h1 className="sr-only">What-if not found</h1>
      <EmptyState
        bare
        kind="noMatch"
        title="No what-if has this address"
        actions={<LinkButton href={paths.whatIf()}>What if</LinkButton>}
      >
        The address may be cut off.
      </EmptyState>
    </>
  )
}
