import type { CountBounds } from './count-bounds'
import type { GapCause, LogCoverage } from './log-coverage'

/** What is known when a host's own count is compared with the one its log gives. */
export interface CountComparison {
  /** What the host said. */
  reported: number
  /** What the log alone gives at that moment. */
  logged: number
  bounds: CountBounds
  coverage: LogCoverage
  /** Room of the cache, by the log. */
  cap: number
  /** Names beyond the CMIDs they share: machines that fill no slot of their own. */
  clones: number
  /** Requests of virtual machines whose generation does not count them. */
  virtualNotCounted: number
  /** Requests the host refused before counting: a product its key does not serve, a clock that is off. */
  refusedUncounted: number
  /** Machines that asked other keys of the host: each key has a count of its own. */
  otherKeys: readonly { countedAs: string; machines: number }[]
  /** The host's counters began again within the 30 days: the key was activated anew. */
  hasRestarted: boolean
}

/** Why the two differ, or would seem to. */
export type DifferenceReason =
  | { kind: 'gap'; cause: GapCause; from: number; to: number; missing?: number }
  /** Nothing in the record shows a gap, yet requests must be missing. */
  | { kind: 'unseenGap' }
  | { kind: 'restarted' }
  /** Possible at any time: the service forgets its clients when it is restarted (planning guide of Windows 7). */
  | { kind: 'serviceRestarted' }
  /** The host shows no more than its room, smaller than the log's: no client edition asked this key. */
  | { kind: 'smallerRoom'; reported: number; cap: number }
  | { kind: 'clones'; machines: number }
  | { kind: 'virtual'; requests: number }
  | { kind: 'refused'; requests: number }
  | { kind: 'otherKey'; countedAs: string; machines: number }

export interface CountDifference {
  /** equal: the number the log gives. within: another one, which the log's gaps allow. */
  verdict: 'equal' | 'within' | 'hostMore' | 'hostFewer'
  /** How far outside the bounds the host's count lies; 0 when it lies in them. */
  by: number
  reasons: DifferenceReason[]
}

/** The host's count against the log's at the same moment, and what explains a difference, most likely first. */
export function explainDifference(given: CountComparison): CountDifference {
  const { reported, bounds } = given
  if (reported > bounds.upper) {
    const gaps = gapReasons(given.coverage)
    const reasons: DifferenceReason[] = gaps.length > 0 ? gaps : [{ kind: 'unseenGap' }]
    return { verdict: 'hostMore', by: reported - bounds.upper, reasons }
  }
  if (reported < bounds.lower) {
    return { verdict: 'hostFewer', by: bounds.lower - reported, reasons: fewerReasons(given) }
  }
  const isEqual = reported === given.logged
  return { verdict: isEqual ? 'equal' : 'within', by: 0, reasons: isEqual ? [] : gapReasons(given.coverage) }
}

const gapReasons = ({ gaps }: LogCoverage): DifferenceReason[] => gaps.map((gap) => ({ kind: 'gap', ...gap }))

/** A host that counts fewer than its log names: it forgot, or it counts something else than the log seems to say. */
function fewerReasons(given: CountComparison): DifferenceReason[] {
  const reasons: DifferenceReason[] = []
  if (given.hasRestarted) reasons.push({ kind: 'restarted' })
  if (given.reported <= 10 && given.cap > 10 && given.bounds.lower > 10) {
    reasons.push({ kind: 'smallerRoom', reported: given.reported, cap: given.cap })
  }
  if (given.clones > 0) reasons.push({ kind: 'clones', machines: given.clones })
  if (given.virtualNotCounted > 0) reasons.push({ kind: 'virtual', requests: given.virtualNotCounted })
  if (given.refusedUncounted > 0) reasons.push({ kind: 'refused', requests: given.refusedUncounted })
  const others = given.otherKeys.map((key): DifferenceReason => ({ kind: 'otherKey', ...key }))
  return [...reasons, ...others, ...(given.hasRestarted ? [] : [{ kind: 'serviceRestarted' as const }])]
}
