import { EmptyState } from '@/components/feedback/empty-state'
import { LinkButton } from '@/components/ui/button'
import { paths } from '@/lib/format/paths'

/** children: what a MAK must be known by, for what is done here. */
export function NoMak({ children }: { children: string }) {
  return (
    <EmptyState
      kind="noData"
      title="No MAK is known yet"
      actions={
        <LinkButton look="primary" href={paths.keys()}>
          Add a MAK
        </LinkButton>
      }
    >
      {children}
    </EmptyState>
  )
}
