import { chooseSrv } from '../discovery/srv-choice'
import type { SimHost } from './sim-hosts'

/**
 * The place of the host a client takes from the SRV records, without those it has tried; -1 when none is left.
 * The rule is that of discovery/srv-choice.ts. drawn: evenly from 0 (inclusive) to 1 (exclusive).
 */
export function pickHost(
  hosts: readonly SimHost[],
  tried: ReadonlySet<number>,
  generation: string,
  drawn: number,
): number {
  const open = hosts.filter(({ published }, place) => published && !tried.has(place))
  const chosen = chooseSrv(open, drawn, generation)
  return chosen === undefined ? -1 : hosts.indexOf(chosen)
}
