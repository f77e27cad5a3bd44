import { largestCap } from '@/lib/activation/kms/count-bounds'
import { type LoggedHostCount, loggedCounts } from '@/lib/activation/kms/logged-count'
import { countedAsOf } from '@/lib/activation/kms/rebuild-count'
import { countCap } from '@/lib/activation/kms/thresholds'
import {
  loadNewestRequests,
  loadReducedRequests,
  loadThresholdsBefore,
  type WindowRequests,
} from './window-requests'

/** Enough for 50 different machines on any host that thousands ask. */
const READ_FIRST = 4000

const NOTHING = { products: [], isWindows: false }

/** The caches of one host at one moment, each with whether all its CMIDs were looked at. */
export type RebuiltCount = LoggedHostCount & { isDistinctComplete: boolean }

/**
 * What lib/activation/kms/rebuild-count.ts gives for all requests of the host up to `at`, read in milliseconds where
 * the newest requests settle it. Of other names that used a CMID it knows those of its newest requests only.
 * @param readFirst how many of the newest requests are looked at first.
 */
export async function loadRebuiltCounts(
  hostIds: readonly number[],
  at: Date,
  readFirst = READ_FIRST,
): Promise<RebuiltCount[]> {
  const newest = await loadNewestRequests(hostIds, at, readFirst)
  if (newest.isComplete) return countsOf(newest, await loadThresholdsBefore(hostIds, at, NOTHING), at)
  const full = loggedCounts(newest.requests, new Map(), at.getTime()).filter(isFull)
  const keys = new Set(full.map(({ countedAs }) => countedAs))
  const settled = { products: productsOf(newest.requests, keys), isWindows: keys.has('Windows') }
  const [window, before] = await Promise.all([
    loadReducedRequests(hostIds, at, settled),
    loadThresholdsBefore(hostIds, at, settled),
  ])
  const rest = countsOf(window, before, at).filter(({ countedAs }) => !keys.has(countedAs))
  return [...full.map((count) => ({ ...count, isDistinctComplete: false })), ...rest]
}

/** The products that asked for one of these keys. */
function productsOf(requests: WindowRequests['requests'], keys: ReadonlySet<string>): string[] {
  const own = requests.filter(({ activationId, minimumCount }) =>
    keys.has(countedAsOf(activationId, minimumCount)),
  )
  return [...new Set(own.map(({ activationId }) => activationId))]
}

function countsOf(
  { requests, isComplete }: WindowRequests,
  before: { activationId: string; minimumCount: number }[],
  at: Date,
): RebuiltCount[] {
  const caps = new Map<string, number>()
  for (const { activationId, minimumCount } of before) {
    const key = countedAsOf(activationId, minimumCount)
    caps.set(key, Math.max(caps.get(key) ?? 0, countCap(minimumCount)))
  }
  return loggedCounts(requests, caps, at.getTime()).map((count) => ({
    ...count,
    isDistinctComplete: isComplete,
  }))
}

/** So many CMIDs asked since the room was largest that nothing older can hold a slot. */
function isFull({ countedAs, cap, raises }: LoggedHostCount): boolean {
  const last = raises.at(-1)
  return cap >= largestCap(countedAs) && last !== undefined && last.distinctSince >= last.cap
}
