import { Sparkline } from '@/components/charts/sparkline'
import { type HostFacts, hostWords } from '@/lib/activation/kms/standing-sentence'
import { formatCount, formatShare } from '@/lib/format/counts'
import { nothing } from '../ui/nothing'
import { useNow } from '../ui/now'
import { CountMeter } from './count-meter'
import { HostMark } from './host-mark'

/** What the cells need to know of a host. */
export interface ShownHost extends HostFacts {
  name: string
  names: string[]
  services: (HostFacts['services'][number] & { productLabel: string })[]
  /** logged requests of the last 30 UTC days, oldest day first */
  requestsByDay: number[]
  finishedDays: number
  requests30: number
  failed30: number
}

/** How a host stands, as a shape and a word. */
export function HostStanding({ host }: { host: ShownHost }) {
  const words = hostWords(host, useNow())
  return (
    <span className="inline-flex items-center gap-1.5 align-middle">
      <HostMark standing={words.standing} />
      {words.word}
    </span>
  )
}

/** The counts it reported against what is needed, of each of its services. */
export function HostCounts({ host }: { host: ShownHost }) {
  const reported = host.services.flatMap(({ application, currentCount, neededCount }) =>
    currentCount === null ? [] : [{ application, currentCount, neededCount }],
  )
  if (reported.length === 0) return nothing
  return (
    <span className="grid gap-1 py-1.5">
      {reported.map(({ application, currentCount, neededCount }) => (
        <span key={application} className="inline-flex items-center gap-2">
          <CountMeter count={currentCount} needed={neededCount} />
          {reported.length > 1 && (
            <span className="text-xs text-ink-soft">{application === 'office' ? 'Office' : 'Windows'}</span>
          )}
        </span>
      ))}
    </span>
  )
}

/** Requests by day, as far as they are known. */
export function HostRequests({ host }: { host: ShownHost }) {
  if (host.requests30 === 0) return nothing
  return (
    <Sparkline
      values={host.requestsByDay}
      finished={host.finishedDays}
      label={`${formatCount(host.requests30)} requests in 30 days, ${formatShare(host.failed30, host.requests30)} refused`}
    />
  )
}
