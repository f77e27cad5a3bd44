import { chooseSrv } from '../discovery/srv-choice'
import type { SimHost } from './sim-hosts'

/**
 * The place of the host a client takes from the SRV records, without those it has tried; -1 when none is left.
 * isNamed: whether the zone of the client holds the host's record now.
 * The rule is that of discovery/srv-choice.ts. drawn: evenly from 0 (inclusive) to 1 (exclusive).
 */
export function pickHost(
  hosts: readonly SimHost[],
  tried: ReadonlySet<number>,
  generation: string,
  drawn: number,
  isNamed: (host: SimHost) => boolean = ({ published }) => published,
): number {
  const open = hosts.filter((host, place) => !tried.has(place) && isNamed(host))
  const chosen = chooseSrv(open, drawn, generation)
  return chosen === undefined ? -1 : hosts.indexOf(chosen)
}
