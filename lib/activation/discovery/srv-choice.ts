import { heedsPriority } from './discovery'

/** What decides between SRV records. */
export interface SrvRank {
  /** Lower is tried first. */
  priority: number
  /** Share among records of one priority. */
  weight: number
}

/** An SRV record's part in the choice of a host. */
export interface SrvChance<T extends SrvRank> {
  record: T
  /** 0 to 1. */
  chance: number
}

/**
 * How likely a client of this generation asks each host first. Vista and Server 2008: all alike. Later: only
 * the lowest priority, by weight (RFC 2782); records of weight 0 beside weighted ones share one part, a very
 * small chance of being selected. The chances add up to 1 unless there is no record.
 */
export function srvChances<T extends SrvRank>(records: readonly T[], generation?: string): SrvChance<T>[] {
  if (!heedsPriority(generation)) return records.map((record) => ({ record, chance: 1 / records.length }))
  const lowest = Math.min(...records.map(({ priority }) => priority))
  const open = records.filter(({ priority }) => priority === lowest)
  const total = open.reduce((sum, { weight }) => sum + weight, 0)
  const weightless = open.filter(({ weight }) => weight === 0).length
  const parts = total + (weightless > 0 ? 1 : 0)
  const chanceOf = ({ priority, weight }: T) => {
    if (priority !== lowest) return 0
    return weight === 0 ? 1 / weightless / parts : weight / parts
  }
  return records.map((record) => ({ record, chance: chanceOf(record) }))
}

/**
 * The host a client asks first, given a number drawn evenly from 0 (inclusive) to 1 (exclusive); absent without
 * records. Leave out hosts that have failed to get the next one. The simulator chooses by this rule too.
 */
export function chooseSrv<T extends SrvRank>(
  records: readonly T[],
  drawn: number,
  generation?: string,
): T | undefined {
  const chances = srvChances(records, generation).filter(({ chance }) => chance > 0)
  let rest = drawn
  for (const { record, chance } of chances) {
    rest -= chance
    if (rest < 0) return record
  }
  return chances.at(-1)?.record
}
