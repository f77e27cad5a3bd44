import { EmptyState } from '@/components/feedback/empty-state'
import { LinkButton } from '@/components/ui/button'
import { paths } from '@/lib/format/paths'

export default function NoSuchKey() {
  return (
    <>
      <h1 className="sr-only">No such key</h1>
      <EmptyState
        bare
        kind="noMatch"
        title="There is no key at this address"
        actions={<LinkButton href={paths.keys()}>All keys</LinkButton>}
      >
        It may belong to the sample fleet, which was removed.
      </EmptyState>
    </>
  )
}
