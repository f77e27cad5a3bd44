import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { requireActor } from '@/lib/auth/actor'
import { AUDIT_LIST } from '@/lib/data/audit-list'
import { loadShownList } from '@/lib/data/lists/shown-list'
import { AuditList } from './audit-table'

export const metadata: Metadata = { title: 'Audit' }

interface AuditPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AuditPage({ searchParams }: AuditPageProps) {
  const params = await searchParams
  const actor = await requireActor('audit.read')
  const shown = await loadShownList(actor, AUDIT_LIST, params, new Date())
  return (
    <div className="grid gap-5 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Audit"
        description="Who changed what, and when. Entries are only ever added: the database refuses to change or remove one."
      />
      <AuditList shown={shown} />
    </div>
  )
}
