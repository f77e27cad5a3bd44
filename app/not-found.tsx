import { EmptyState } from '@/components/feedback/empty-state'
import { Logo } from '@/components/layout/logo'
import { LinkButton } from '@/components/ui/button'
import { paths } from '@/lib/format/paths'

/** An address that leads nowhere. */
export default function NotFound() {
  return (
    <main className="grid justify-items-center pt-16">
      <Logo className="text-accent" />
      <h1 className="sr-only">Page not found</h1>
      <EmptyState
        bare
        kind="noMatch"
        title="There is no page at this address"
        actions={<LinkButton href={paths.overview()}>Go to the overview</LinkButton>}
      >
        The link may be from an older version of the console, or mistyped.
      </EmptyState>
    </main>
  )
}
