import type { Metadata } from 'next'
import { EmptyState } from '@/components/feedback/empty-state'
import { PageHeader } from '@/components/layout/page-header'
import { requireActor } from '@/lib/auth/actor'
import { loadSavedViews } from '@/lib/data/views/saved-views'
import { ViewsTable } from './views-table'

export const metadata: Metadata = { title: 'Views' }

export default async function ViewsPage() {
  const actor = await requireActor('view.save')
  const views = await loadSavedViews(actor)
  return (
    <div className="grid gap-5 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Views"
        description="Lists kept under a name, with their filter, order and columns. A shared view is open to everybody who may see its list; its owner changes it."
      />
      {views.length === 0 ? (
        <EmptyState kind="noData" title="No views yet">
          Narrow a list, then choose Save view. The view appears here, in the menu at the left and in the
          search.
        </EmptyState>
      ) : (
        <ViewsTable views={views} mayShare={actor.can('view.share')} />
      )}
    </div>
  )
}
