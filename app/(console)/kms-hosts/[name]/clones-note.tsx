import { Notice } from '@/components/feedback/notice'
import { Link } from '@/components/ui/link'
import type { SharedCmid } from '@/lib/data/kms-hosts/shared-cmids'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

/** Why a count stands still: clones that fill one slot together. */
export function ClonesNote({ clusters }: { clusters: SharedCmid[] }) {
  if (clusters.length === 0) return null
  const machines = clusters.reduce((sum, { sharing }) => sum + sharing, 0)
  return (
    <Notice
      tone="watch"
      title={`${formatCountOf(machines, 'machine')} share ${formatCountOf(clusters.length, 'CMID')}, and a host counts each CMID once`}
    >
      Some of them ask this host. Its count does not grow by clones, however many they are: their image was
      not generalised.{' '}
      <Link href={paths.sharedCmids()} className="link">
        Which machines, and what to do
      </Link>
    </Notice>
  )
}
