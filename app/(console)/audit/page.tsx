import type { Metadata } from 'next'
import { EmptyState } from '@/components/feedback/empty-state'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { LinkTab, LinkTabs } from '@/components/ui/link-tabs'
import { requireActor } from '@/lib/auth/actor'
import { loadAuditEntries } from '@/lib/data/audit'
import { paths } from '@/lib/format/paths'
import { AUDIT_GROUPS, type AuditPageQuery, parseAuditQuery } from './audit-query'
import { AuditTable } from './audit-table'

export const metadata: Metadata = { title: 'Audit' }

const PAGE_SIZE = 50

interface AuditPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AuditPage({ searchParams }: AuditPageProps) {
  const query = parseAuditQuery(await searchParams)
  const actor = await requireActor('audit.read')
  const { entries, hasOlder } = await loadAuditEntries(actor, { ...query, limit: PAGE_SIZE })
  const oldest = entries.at(-1)
  return (
    <div className="grid gap-5">
      <PageHeader
        title="Audit"
        description="Who changed what, and when. Entries are only ever added: the database refuses to change or remove one."
      />
      <Filters query={query} />
      {entries.length === 0 ? (
        <EmptyState
          kind="noMatch"
          title="No entry matches"
          actions={<LinkButton href={paths.audit()}>Show everything</LinkButton>}
        />
      ) : (
        <AuditTable entries={entries} />
      )}
      <nav aria-label="Pages" className="flex gap-2">
        {query.before !== undefined && (
          <LinkButton href={paths.audit({ ...query, before: undefined })}>Newest</LinkButton>
        )}
        {hasOlder && oldest && (
          <LinkButton href={paths.audit({ ...query, before: oldest.id })} rel="next">
            Older
          </LinkButton>
        )}
      </nav>
    </div>
  )
}

function Filters({ query }: { query: AuditPageQuery }) {
  const narrowed = query.subject !== undefined || query.actor !== undefined
  return (
    <LinkTabs label="Filter">
      {AUDIT_GROUPS.map((group) => {
        const active = !narrowed && group.action === query.action
        return (
          <LinkTab
            key={group.label}
            href={paths.audit(group.action ? { action: group.action } : {})}
            current={active}
          >
            {group.label}
          </LinkTab>
        )
      })}
      {narrowed && (
        <span className="text-table text-ink-soft pl-2 whitespace-nowrap">
          Only {query.actor ? `by ${query.actor}` : 'about one subject'}
        </span>
      )}
    </LinkTabs>
  )
}
