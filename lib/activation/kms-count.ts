import type { KmsRequestObservation } from './observation'
import { productByActivationId } from './products-by-id'
import { SUCCESS_CODE } from './reason-code'
import { releaseRank } from './release-order'
import { COUNT_WINDOW_DAYS, countCap } from './thresholds'
import { DAY_MS } from './timers'

/**
 * The count of a KMS host, rebuilt from the requests it answered. Windows is counted together, clients with
 * servers (editor's note of the Volume Activation 2.0 article; the body still says apart); each Office version
 * has a count of its own. Source: KMS planning guide (Microsoft, 11/2024).
 */
export interface KmsCount {
  /** 'Windows', or an Office version: 'Office 2019'. */
  countedAs: string
  /** What the host shows: distinct CMIDs of the last 30 days, up to the cap. */
  count: number
  /** Twice the largest minimum asked for so far: 50, or 10 where only servers or only Office asked. */
  cap: number
  /** Distinct CMIDs of the last 30 days without the cap: the better figure for the size of a fleet. */
  distinctCmids: number
  /** Requests of the last 30 days from virtual machines of a generation in which only physical ones count. */
  virtualNotCounted: number
}

export interface CountOptions {
  /** 'Windows Server 2008': a host of that generation counts no virtual machines. Absent: a later one. */
  hostGeneration?: string
}

const BELOW_THRESHOLD_CODE = '0xC004F038'
const WINDOW_MS = COUNT_WINDOW_DAYS * DAY_MS
const LAST_PHYSICAL_ONLY = releaseRank('Windows Server 2008') ?? 0

const isPhysicalOnly = (generation: string | undefined) =>
  (releaseRank(generation) ?? Number.POSITIVE_INFINITY) <= LAST_PHYSICAL_ONLY

/** Which count a request goes into, by its activation ID; an unknown ID is taken for Windows. */
export function countedAs(request: Pick<KmsRequestObservation, 'activationId'>): string {
  const known = productByActivationId(request.activationId)
  return known?.family === 'office' ? known.generation : 'Windows'
}

/**
 * Does this request raise the count? A success does, and a refusal for too low a count does as well: the first
 * 24 clients fill it while they are told to wait. Other refusals (key, clock, host not activated) do not.
 * Virtual machines count from Windows 7 and Server 2008 R2 on, as clients and as hosts.
 */
export function raisesCount(request: KmsRequestObservation, { hostGeneration }: CountOptions = {}): boolean {
  if (request.hresult !== SUCCESS_CODE && request.hresult !== BELOW_THRESHOLD_CODE) return false
  return !isIgnoredVirtual(request, hostGeneration)
}

function isIgnoredVirtual(request: KmsRequestObservation, hostGeneration: string | undefined): boolean {
  if (!request.client.isVirtual) return false
  const client = productByActivationId(request.activationId)?.generation
  return isPhysicalOnly(client) || isPhysicalOnly(hostGeneration)
}

/**
 * The counts of one host at `now` (milliseconds since 1970), one for each application that asked. Requests may
 * come in any order; those after `now` are left out.
 */
export function rebuildCounts(
  requests: readonly KmsRequestObservation[],
  now: number,
  options: CountOptions = {},
): KmsCount[] {
  const past = requests.filter(({ at }) => Date.parse(at) <= now)
  past.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const byApplication = new Map<string, KmsRequestObservation[]>()
  for (const request of past) {
    const name = countedAs(request)
    const own = byApplication.get(name)
    if (own === undefined) byApplication.set(name, [request])
    else own.push(request)
  }
  return [...byApplication].map(([name, own]) => countOne(name, own, now, options))
}

function countOne(
  name: string,
  requests: readonly KmsRequestObservation[],
  now: number,
  options: CountOptions,
): KmsCount {
  const held = new Map<string, number>()
  const seen = new Map<string, number>()
  let cap = 0
  for (const request of requests) {
    if (!raisesCount(request, options)) continue
    cap = Math.max(cap, countCap(request.minimumCount))
    hold(held, request.client.cmid, Date.parse(request.at), cap)
    seen.set(request.client.cmid, Date.parse(request.at))
  }
  const recent = requests.filter(({ at }) => isInWindow(Date.parse(at), now))
  return {
    countedAs: name,
    count: [...held.values()].filter((at) => isInWindow(at, now)).length,
    cap,
    distinctCmids: [...seen.values()].filter((at) => isInWindow(at, now)).length,
    virtualNotCounted: recent.filter((request) => isIgnoredVirtual(request, options.hostGeneration)).length,
  }
}

const isInWindow = (at: number, now: number) => at <= now && now - at < WINDOW_MS

/** A host holds the most recent CMIDs, as many as its cap: the one that asked longest ago makes room. */
function hold(held: Map<string, number>, cmid: string, at: number, cap: number): void {
  held.delete(cmid)
  const [oldest] = held.keys()
  if (held.size >= cap && oldest !== undefined) held.delete(oldest)
  held.set(cmid, at)
}

export type CountAnswer =
  | { ok: true; count: number }
  /** Asked again every two hours; the request has been counted nonetheless. */
  | { ok: false; refusal: { kind: 'belowThreshold'; seen: number; needed: number; code: '0xC004F038' } }

/**
 * Whether a count is enough for a product with this minimum. The count includes the request at hand: the 25th
 * client is activated at once, the 24 before it at their next attempt. A count that falls again takes nothing
 * away: activated clients stay so until their 180 days end, but neither new nor renewing ones are served.
 */
export function answerToCount(count: number, needed: number): CountAnswer {
  if (count >= needed) return { ok: true, count }
  return {
    ok: false,
    refusal: { kind: 'belowThreshold', seen: count, needed, code: BELOW_THRESHOLD_CODE },
  }
}

/**
 * Until when the count stays at `needed` or above if nobody asks any more, in milliseconds since 1970; absent
 * when it is below already. lastAsked: when each distinct CMID asked last, milliseconds since 1970.
 */
export function countHoldsUntil(
  lastAsked: readonly number[],
  needed: number,
  now: number,
): number | undefined {
  const recent = lastAsked.filter((at) => isInWindow(at, now)).sort((a, b) => b - a)
  const decisive = recent[needed - 1]
  return decisive === undefined ? undefined : decisive + WINDOW_MS
}
