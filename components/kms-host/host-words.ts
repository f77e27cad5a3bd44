import type { LicenseStatus } from '@/lib/activation/observation'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { formatRelative, formatSpan } from '@/lib/format/dates'

/** What the words need to know of a host. */
export interface HostFacts {
  isKnown: boolean
  clients: number
  lastRequestAt: string | null
  services: readonly {
    application: 'windows' | 'office'
    status: LicenseStatus
    currentCount: number | null
    neededCount: number
    observedAt: string
  }[]
}

export type HostStanding = 'serves' | 'below' | 'quiet' | 'notLicensed' | 'unheard'

export interface HostWords {
  standing: HostStanding
  /** one or two words, for a list */
  word: string
  headline: string
  detail: string
}

const QUIET_AFTER_MS = 86_400_000
const SERVER_NEED = 5

/** How a KMS host stands, in words; the worst of its products decides. */
export function hostWords(host: HostFacts, now: Date): HostWords {
  if (host.services.length === 0) return unheard(host, now)
  const unlicensed = host.services.find((service) => service.status !== 'licensed')
  if (unlicensed) {
    return {
      standing: 'notLicensed',
      word: 'Not licensed',
      headline: 'Not licensed itself: it answers nobody',
      detail: 'Its own key has to be activated with Microsoft before it can activate clients.',
    }
  }
  const below = host.services.find((one) => one.currentCount !== null && one.currentCount < one.neededCount)
  if (below) return belowThreshold(below, below.currentCount ?? 0)
  if (isQuiet(host, now)) return quiet(host, now)
  return {
    standing: 'serves',
    word: 'Serves',
    headline: `Serves its clients: ${host.services.map(countWords).join('; ')}`,
    detail: lastRequest(host, now),
  }
}

function countWords({ application, currentCount, neededCount }: HostFacts['services'][number]): string {
  const of = application === 'office' ? 'Office count' : 'Windows count'
  return currentCount === null ? `${of} not told` : `${of} ${currentCount}, ${neededCount} needed`
}

function belowThreshold(
  { application, neededCount }: HostFacts['services'][number],
  count: number,
): HostWords {
  const servesServers = application === 'windows' && count >= SERVER_NEED
  const whom = servesServers ? 'activates servers, but no client editions' : 'activates nobody yet'
  return {
    standing: 'below',
    word: 'Below threshold',
    headline: `Below its threshold: ${count} of ${neededCount}, ${whom}`,
    detail: `${neededCount - count} more different machines have to ask within 30 days. Machines it activated before stay licensed until their 180 days end.`,
  }
}

function isQuiet({ lastRequestAt }: HostFacts, now: Date): boolean {
  return lastRequestAt !== null && now.getTime() - Date.parse(lastRequestAt) > QUIET_AFTER_MS
}

function quiet(host: HostFacts, now: Date): HostWords {
  return {
    standing: 'quiet',
    word: 'Quiet',
    headline: `No request has been logged for ${formatSpan(now.getTime() - Date.parse(host.lastRequestAt ?? ''))}`,
    detail: 'Either nobody asks it any more, or its newest log has not been imported.',
  }
}

function unheard(host: HostFacts, now: Date): HostWords {
  if (!host.isKnown) {
    return {
      standing: 'unheard',
      word: 'Only named',
      headline: `Named by ${formatCountOf(host.clients, 'client')}, never heard of itself`,
      detail:
        'If it is one of yours, import its KMS event log or its slmgr.vbs /dlv output. If not, find out whose it is.',
    }
  }
  return {
    standing: 'unheard',
    word: 'Log only',
    headline: 'Its log is known, its count is not',
    detail: `${lastRequest(host, now)} Import the slmgr.vbs /dlv output of the host to see its count and its key.`,
  }
}

function lastRequest({ lastRequestAt, clients }: HostFacts, now: Date): string {
  const asked = lastRequestAt ? `Last request ${formatRelative(new Date(lastRequestAt), now)}. ` : ''
  return `${asked}${formatCount(clients)} ${clients === 1 ? 'client names' : 'clients name'} it as the host of their activation.`
}
