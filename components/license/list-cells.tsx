'use client'

import { graceDays } from '@/lib/activation/kms/timers'
import type { Condition } from '@/lib/activation/license/lapse'
import type { LicenseStatus } from '@/lib/activation/observation'
import { formatShortDays } from '@/lib/format/dates'
import { paths } from '@/lib/format/paths'
import { Link } from '../ui/link'
import { nothing } from '../ui/nothing'
import { useNow } from '../ui/now'
import { Time } from '../ui/time'
import { ConditionLabel } from './condition-mark'

/** Cells that the lists of machines and of licenses have in common. Times are ISO 8601 UTC. */
interface StateOfLicense {
  condition: Condition
  status: LicenseStatus | null
  generation: string | null
  expiresAt: string | null
  kmsHost: string | null
  activatedBy: string | null
}

interface CellProps<Part extends keyof StateOfLicense> {
  row: Pick<StateOfLicense, Part>
}

/** The state; in grace, how much is left. */
export function StateCell({ row }: CellProps<'condition' | 'status' | 'generation' | 'expiresAt'>) {
  const now = useNow()
  if (row.condition !== 'grace' || !row.expiresAt || !row.status)
    return <ConditionLabel condition={row.condition} />
  const span = Date.parse(row.expiresAt) - now.getTime()
  const whole = graceDays(row.status, row.generation ?? undefined) * 86_400_000
  return (
    <ConditionLabel condition="grace" left={span / whole} word={`Grace, ${formatShortDays(span)} left`} />
  )
}

const ACTIVATED_BY_WORD: Readonly<Record<string, string>> = {
  directory: 'Active Directory',
  token: 'Token',
  avma: 'Virtual machine host',
}

/** The KMS host of the last activation, or the way it was activated. */
export function ActivatedBy({ row }: CellProps<'kmsHost' | 'activatedBy'>) {
  if (row.kmsHost) {
    return (
      <Link href={paths.kmsHost(row.kmsHost)} className="font-mono">
        {row.kmsHost}
      </Link>
    )
  }
  return ACTIVATED_BY_WORD[row.activatedBy ?? ''] ?? nothing
}

/** The client's half of KMS is what a list calls KMS. */
export const channelWord = (channel: string) => (channel === 'KMS client' ? 'KMS' : channel)

/** When it ends, and in how long. */
export function ExpiryCell({ row }: CellProps<'condition' | 'expiresAt'>) {
  if (row.expiresAt) {
    return (
      <span className="inline-flex items-baseline gap-2">
        <Time at={row.expiresAt} as="date" inList />
        <span className="text-ink-soft max-lg:hidden xl:max-2xl:hidden">
          <Time at={row.expiresAt} as="short" inList />
        </span>
      </span>
    )
  }
  return row.condition === 'licensed' ? <span className="text-ink-soft">never</span> : nothing
}
