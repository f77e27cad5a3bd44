import Link from 'next/link'
import { EmptyState } from '@/components/feedback/empty-state'
import { ConditionLabel } from '@/components/license/condition-mark'
import { LinkButton } from '@/components/ui/button'
import type { DataReader } from '@/lib/data/permission'
import { searchEverything } from '@/lib/data/search'
import { paths } from '@/lib/format/paths'

/** Nobody is called that: what is called nearly so, and the way to search. */
export async function UnknownClient({ name, reader }: { name: string; reader: DataReader }) {
  const firstLabel = name.split('.')[0] ?? name
  const { clients } = await searchEverything(reader, firstLabel)
  return (
    <>
      <h1 className="sr-only">Client not found</h1>
      <EmptyState
        kind="noMatch"
        title={`No client is called ${name}`}
        actions={<LinkButton href={paths.clients({ q: firstLabel })}>Search the clients</LinkButton>}
      >
        It may never have been imported, or it goes by another name.
        {clients.length > 0 && (
          <>
            {' '}
            Nearly called that:
            <ul className="grid justify-items-center gap-1 pt-3">
              {clients.map((client) => (
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
          </>
        )}
      </EmptyState>
    </>
  )
}
