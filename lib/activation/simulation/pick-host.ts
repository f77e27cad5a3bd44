import type { SimHost } from './sim-hosts'

/**
 * The place of the host a client takes from the SRV records, without those it has tried; -1 when none is left.
 * Vista and Server 2008 choose at random; later generations take the lowest priority and there by weight, as
 * RFC 2782 says: a host of weight 0 beside weighted ones gets one part.
 */
export function pickHost(
  hosts: readonly SimHost[],
  tried: ReadonlySet<number>,
  heedsPriority: boolean,
  drawn: number,
): number {
  const candidates = openRecords(hosts, tried, heedsPriority)
  if (!heedsPriority) return candidates[Math.floor(drawn * candidates.length)] ?? -1
  return pickByWeight(hosts, candidates, drawn)
}

/** Places of published hosts that are left; with priority, only those of the lowest number. */
function openRecords(
  hosts: readonly SimHost[],
  tried: ReadonlySet<number>,
  heedsPriority: boolean,
): number[] {
  let lowest = Number.POSITIVE_INFINITY
  let open: number[] = []
  for (const [place, { published, priority }] of hosts.entries()) {
    if (!published || tried.has(place) || (heedsPriority && priority > lowest)) continue
    if (heedsPriority && priority < lowest) {
      lowest = priority
      open = []
    }
    open.push(place)
  }
  return open
}

function pickByWeight(hosts: readonly SimHost[], candidates: readonly number[], drawn: number): number {
  const weightOf = (place: number) => hosts[place]?.weight ?? 0
  const total = candidates.reduce((sum, place) => sum + weightOf(place), 0)
  const weightless = candidates.filter((place) => weightOf(place) === 0)
  const parts = total + (weightless.length > 0 ? 1 : 0)
  let part = drawn * parts
  if (weightless.length > 0 && part < 1) return weightless[Math.floor(part * weightless.length)] ?? -1
  if (weightless.length > 0) part -= 1
  for (const place of candidates) {
    part -= weightOf(place)
    if (part < 0) return place
  }
  return candidates.at(-1) ?? -1
}
