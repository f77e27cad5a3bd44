import { EmptyState } from '@/components/feedback/empty-state'
import { LinkButton } from '@/components/ui/button'
import { paths } from '@/lib/format/paths'

export default function NoSuchImport() {
  return (
    <>
      <h1 className="sr-only">No such import</h1>
      <EmptyState
        bare
        kind="noMatch"
        title="There is no such import"
        actions={<LinkButton href={paths.imports()}>All imports</LinkButton>}
      >
        The address may be incomplete, or the import belonged to a sample fleet that was removed.
      </EmptyState>
    </>
  )
}
