import Link from 'next/link'
import { Notice } from '@/components/feedback/notice'
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
      title={`${formatCountOf(machines, 'machine')} of this host fill only ${formatCountOf(clusters.length, 'slot')}: they share a CMID`}
    >
      The count does not grow by them, however many they are. Their image was not generalised.{' '}
      <Link href={paths.sharedCmids()} className="link">
        Which machines, and what to do
      </Link>
    </Notice>
  )
}
