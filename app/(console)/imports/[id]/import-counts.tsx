import type { ReactNode } from 'react'
import { Link } from '@/components/ui/link'
import type { ImportView } from '@/lib/data/imports/imports'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

/** What is in it and what it changes, as figures. */
export function ImportCounts({ view }: { view: ImportView }) {
  if (view.status === 'receiving' || view.status === 'failed') return null
  const isDone = view.status === 'done'
  return (
    <dl className="flex flex-wrap gap-px overflow-hidden rounded-md border bg-line">
      <Count name="Observations">{formatCount(view.observations)}</Count>
      <Count name="New to the record">{formatCount(view.fresh)}</Count>
      <Count name="In the record already">{formatCount(view.unchanged)}</Count>
      <Count name="New clients">
        <ClientCount count={view.newClients} isLinked={isDone} />
      </Count>
      <Count name="Changed clients">
        <ClientCount count={view.changedClients} isLinked={isDone} />
      </Count>
      <Count name="Rejected rows">
        {view.rejected > 0 ? (
          <a href="#rejected" className="link">
            {formatCount(view.rejected)}
          </a>
        ) : (
          '0'
        )}
      </Count>
    </dl>
  )
}

/** Links to the clients with the latest news once they are in the record. */
function ClientCount({ count, isLinked }: { count: number; isLinked: boolean }) {
  if (!isLinked || count === 0) return formatCount(count)
  return (
    <Link href={paths.clients({ sort: '-news' })} className="link">
      {formatCount(count)}
    </Link>
  )
}

function Count({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-w-36 flex-1 gap-0.5 bg-raised px-4 py-3">
      <dt className="text-table text-ink-soft">{name}</dt>
      <dd className="text-title font-semibold tabular-nums">{children}</dd>
    </div>
  )
}
