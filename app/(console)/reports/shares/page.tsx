import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { requireActor } from '@/lib/auth/actor'
import { roleCan } from '@/lib/auth/permissions'
import { sharedLink } from '@/lib/auth/shared-link'
import { loadShares, type ShareRow } from '@/lib/data/reports/shares'
import { paths } from '@/lib/format/paths'
import { maySeeLink } from '@/lib/operations/reports/shares'
import { SharesTable } from './shares-table'

export const metadata: Metadata = { title: 'Shared reports' }

export default async function SharesPage() {
  const actor = await requireActor('report.share')
  const now = new Date()
  const shares = (await loadShares(actor, now)).map((share) => {
    const ended = endedWords(share, now)
    const isShown = ended === undefined && maySeeLink(actor, share)
    const link = sharedLink({ ...share, endsAt: new Date(share.endsAt) })
    return { ...share, ended, path: isShown ? paths.sharedReport(link) : undefined }
  })
  return (
    <div className="grid gap-5 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Shared reports"
        description="Links with which somebody without an account reads one report until they end. They show what whoever shared it may see."
      />
      <SharesTable shares={shares} />
    </div>
  )
}

function endedWords(
  { revokedBy, endsAt, makerIsActive, makerRole }: ShareRow,
  now: Date,
): string | undefined {
  if (revokedBy !== null) return `Withdrawn by ${revokedBy}`
  if (Date.parse(endsAt) <= now.getTime()) return 'Ended'
  if (!makerIsActive) return 'Its maker may not sign in'
  return makerRole && !roleCan(makerRole, 'report.share') ? 'Its maker may not share reports' : undefined
}
