import { DAY_MS, MINUTE_MS } from './timers'

/**
 * Machines that share a CMID. A host counts them as one, so its count stands still although many ask (Microsoft,
 * KB929829). The cause is an image that was not generalised, or SkipRearm=1 in its answer file.
 */

/** One machine that was seen with the CMID. A machine with several names is one. Times are milliseconds since 1970. */
export interface CmidUse {
  machine: string
  firstAt: number
  lastAt: number
  /** When it was first seen with another CMID afterwards; absent: never. */
  ownSince?: number
}

export type CmidVerdict =
  /** One after the other: a machine that was renamed, or rebuilt under another name from its own disk. */
  | { kind: 'renamed' }
  /** Several at the same time. */
  | { kind: 'shared'; now: string[]; cured: string[]; gone: string[] }

/** Two looks at one machine may come from clocks that differ by as much. */
const CLOCK_SLACK_MS = 5 * MINUTE_MS
/** A machine may be renamed once or twice, but not as often within 30 days. */
const TOO_MANY_NAMES = 3
/** Who has not been seen with the CMID for so long no longer fills a slot with it. */
const FORGOTTEN_MS = 30 * DAY_MS

/**
 * Do these machines share the CMID? A clone uses it while another one does; a renamed machine appears under its new
 * name when the old one falls silent. So: shared if the times of any two overlap. Who has a CMID of its own since is
 * cured; who fell silent with the shared one for 30 days is gone.
 */
export function judgeCmid(uses: readonly CmidUse[], now: number): CmidVerdict {
  const sorted = [...uses].sort((a, b) => a.firstAt - b.firstAt)
  let latest = Number.NEGATIVE_INFINITY
  let overlaps = false
  for (const { firstAt, lastAt } of sorted) {
    if (firstAt + CLOCK_SLACK_MS < latest) overlaps = true
    latest = Math.max(latest, lastAt)
  }
  if (!overlaps && !changesTooOften(sorted)) return { kind: 'renamed' }
  const names = (keep: (use: CmidUse) => boolean) => sorted.filter(keep).map(({ machine }) => machine)
  const isCured = ({ ownSince }: CmidUse) => ownSince !== undefined
  const isGone = (use: CmidUse) => !isCured(use) && now - use.lastAt >= FORGOTTEN_MS
  return {
    kind: 'shared',
    now: names((use) => !isCured(use) && !isGone(use)),
    cured: names(isCured),
    gone: names(isGone),
  }
}

function changesTooOften(sorted: readonly CmidUse[]): boolean {
  return sorted.some(({ firstAt }, place) => {
    const later = sorted[place + TOO_MANY_NAMES - 1]
    return later !== undefined && later.firstAt - firstAt < FORGOTTEN_MS
  })
}

/** The beginning that all names have in common, without a trailing number; empty when they share less than two letters. */
export function commonPrefix(names: readonly string[]): string {
  const [first = '', ...others] = names.map((name) => name.split('.')[0] ?? name)
  let length = first.length
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length -= 1
  const prefix = first.slice(0, length).replace(/\d+$/, '')
  return prefix.length < 2 ? '' : prefix
}
