'use client'

import { useQuery } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import { askSearch } from '@/components/command-palette/ask-search'
import { EmptyState } from '@/components/feedback/empty-state'
import { ConditionLabel } from '@/components/license/condition-mark'
import { LinkButton } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { lastSegment, paths } from '@/lib/format/paths'

/** No machine with that name: similar names, and the way to search. */
export default function UnknownClient() {
  const name = lastSegment(usePathname())
  const firstLabel = name.split('.')[0] ?? name
  const { data } = useQuery({
    queryKey: ['search', firstLabel],
    queryFn: ({ signal }) => askSearch(firstLabel, signal),
  })
  const near = data?.clients ?? []
  return (
    <>
      <h1 className="sr-only">Client not found</h1>
      <EmptyState
        bare
        kind="noMatch"
        title={`No client is named ${name}`}
        actions={<LinkButton href={paths.clients({ q: firstLabel })}>Search the clients</LinkButton>}
      >
        <p>It may never have been imported, or it may have another name.</p>
        {near.length > 0 && (
          <ul aria-label="Similar names" className="grid justify-items-center gap-1 pt-3">
            {near.map((client) => (
              <li key={client.name} className="flex items-center gap-3">
                <Link href={paths.client(client.name)} className="link font-mono text-table">
                  {client.name}
                </Link>
                <span className="text-table">
                  <ConditionLabel condition={client.condition} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </EmptyState>
    </>
  )
}
