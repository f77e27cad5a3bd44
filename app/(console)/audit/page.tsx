import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { Time } from '@/components/ui/time'
import { requireActor } from '@/lib/auth/actor'
import { sealState } from '@/lib/data/audit-chain/verify'
import { AUDIT_LIST } from '@/lib/data/audit-list'
import { loadShownList } from '@/lib/data/lists/shown-list'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { AuditList } from './audit-table'

export const metadata: Metadata = { title: 'Audit' }

interface AuditPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AuditPage({ searchParams }: AuditPageProps) {
  const params = await searchParams
  const actor = await requireActor('audit.read')
  const [shown, seal] = await Promise.all([loadShownList(actor, AUDIT_LIST, params, new Date()), sealState()])
  return (
    <div className="grid gap-5 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Audit"
        description="Who changed what, and when. Entries are only ever added: the database refuses to change one."
      />
      <AuditList shown={shown} mayOpenPeople={actor.can('user.change')} />
      <p className="text-ink-soft">
        {formatCountOf(seal.sealed - seal.removed, 'entry is', 'entries are')} sealed in a chain that shows a
        later change
        {seal.sealedTo && (
          <>
            , the newest <Time at={seal.sealedTo} />
          </>
        )}
        {seal.removed > 0 &&
          `; ${formatCountOf(seal.removed, 'older one is', 'older ones are')} gone, as an entry says`}
        {seal.unsealed > 0 && `; ${formatCount(seal.unsealed)} not sealed yet`}.{' '}
        <a className="link" href={paths.api.auditProof()} download>
          Download the entries with their proof
        </a>
      </p>
    </div>
  )
}
