'use client'

import { formatCount, formatCountOf, pluralOf } from '@/lib/format/counts'
import { EmptyState } from '../feedback/empty-state'
import { Button } from '../ui/button'

/** What lists over the fleet have in common, whatever their rows: the address decides what a list shows. */
export interface FetchedList {
  /** when it was read, ISO 8601 UTC */
  now: string
  rows: readonly unknown[]
  /** all that match; not exact: at least so many */
  count: { value: number; isExact: boolean }
}

interface ListSource<List> {
  /** 'clients': under this its answers are kept */
  name: string
  /** of the route that answers */
  path: string
  query: string
  /** the first answer, made on the server for its query */
  initial: List
  initialQuery: string
}

/** How the list for a query is asked for. */
export function listQuery<List extends FetchedList>(source: ListSource<List>) {
  const { name, path, query, initial, initialQuery } = source
  return {
    queryKey: [name, query],
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<List> => {
      const response = await fetch(`${path}${query}`, { signal })
      if (!response.ok) throw new Error(`${name} answered ${response.status}`)
      return response.json()
    },
    initialData: query === initialQuery ? initial : undefined,
    initialDataUpdatedAt: Date.parse(initial.now),
  }
}

export function loadingOf(list: FetchedList | undefined, isPlaceholder: boolean, isError: boolean) {
  if (isError) return undefined
  if (!list || (isPlaceholder && list.rows.length === 0)) return 'first'
  return isPlaceholder ? 'again' : undefined
}

/**
 * '50 of 1,222 clients match'. filtered: these rows are what the filter left; until it has answered, those before stand and
 * are counted.
 */
export function countWords({ count, rows }: FetchedList, noun: string, filtered: boolean): string {
  const { value, isExact } = count
  const all = isExact ? formatCountOf(value, noun) : `more than ${formatCount(value)} ${pluralOf(noun)}`
  const shown = value > rows.length ? `${formatCount(rows.length)} of ${all}` : all
  return filtered ? `${shown} ${value === 1 ? 'matches' : 'match'}` : shown
}

/** In place of the rows when the route did not answer with any. */
export function ListFailed({ retry }: { retry: () => void }) {
  return (
    <EmptyState
      kind="failed"
      title="The list could not be loaded"
      actions={<Button onClick={retry}>Try again</Button>}
    >
      The server did not answer as expected. Your filter is still in the address.
    </EmptyState>
  )
}
