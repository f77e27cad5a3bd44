'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { Notice } from '@/components/feedback/notice'
import { Time } from '@/components/ui/time'
import type { PendingRelabel } from '@/lib/data/reference/pending-relabels'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

const WHILE_WAITING_MS = 3_000

/** That machines still have an old name, until the worker has given them the new one; else nothing. */
export function Relabelling({ initial }: { initial: PendingRelabel[] }) {
  const router = useRouter()
  const { data } = useQuery({
    queryKey: ['reference-relabels'],
    initialData: initial,
    queryFn: async () => {
      const next = await askRelabels()
      // Lists and counts of this page come from the server.
      if (next.length === 0) router.refresh()
      return next
    },
    refetchInterval: (query) => ((query.state.data?.length ?? 0) > 0 ? WHILE_WAITING_MS : false),
    refetchOnMount: false,
  })
  if (data.length === 0) return null
  return (
    <div role="status">
      <Notice title="Recorded machines are being renamed">
        <ul className="grid gap-0.5">
          {data.map(({ activationId, label, licenses, askedAt }) => (
            <li key={activationId}>
              {formatCountOf(licenses, 'license')} will be named “{label}”; the entry changed{' '}
              <Time at={askedAt} />.
            </li>
          ))}
        </ul>
        <p>
          The reference already has the new name; lists show the old one until this is done. No need to wait.
        </p>
      </Notice>
    </div>
  )
}

async function askRelabels(): Promise<PendingRelabel[]> {
  const response = await fetch(paths.api.referenceRelabels())
  if (!response.ok) throw new Error('The machines being renamed could not be loaded.')
  return response.json()
}
