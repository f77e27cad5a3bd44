'use client'

import { useQuery } from '@tanstack/react-query'
import { Bell as BellIcon } from 'lucide-react'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { Link } from '../ui/link'

const REFRESH_MS = 60_000
const MOST_SHOWN = 999

/** How many alerts need someone, on every page; opens them. */
export function Bell({ initial }: { initial: number }) {
  const { data: count } = useQuery({
    queryKey: ['alerts', 'count'],
    queryFn: fetchCount,
    initialData: initial,
    refetchInterval: REFRESH_MS,
  })
  const words = count === 1 ? '1 alert needs someone' : `${formatCount(count)} alerts need someone`
  return (
    <Link
      href={paths.alerts({ state: 'open', severity: 'critical,error,warn' })}
      aria-label={words}
      title={words}
      className="inline-flex items-center gap-1 h-8 px-2 rounded-md text-ink-soft hover:bg-hover hover:text-ink"
    >
      <BellIcon aria-hidden className="size-4" />
      {count > 0 && (
        <span className="rounded-full bg-bad-soft px-1.5 text-xs font-medium tabular-nums text-ink">
          {count > MOST_SHOWN ? `${formatCount(MOST_SHOWN)}+` : formatCount(count)}
        </span>
      )}
    </Link>
  )
}

async function fetchCount(): Promise<number> {
  const answer = await fetch(paths.api.alertCount())
  if (!answer.ok) throw new Error(`The alerts could not be counted (${answer.status}).`)
  return (await answer.json()).count
}
