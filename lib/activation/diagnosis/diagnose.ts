import { MISSED_RENEWALS_TO_WATCH } from '../license/next-step'
import type { MachineFacts } from './machine-facts'
import { failuresOf, type Sign, signsOf } from './signs'
import { troubleOf } from './trouble-table'
import { type CauseKind, LEAST_WEIGHT, SURE_LEAD, SURE_WEIGHT, WEIGHTS } from './weight-table'

/** Evidence that would speak for or against a cause and that nobody has brought. */
export type Gap = 'attempts' | 'dns' | 'doors' | 'counts' | 'keys' | 'clock' | 'cmid' | 'neighbours'

export interface Cause {
  kind: CauseKind
  /** the sum of what its signs weigh */
  weight: number
  for: Sign[]
  against: Sign[]
  unknown: Gap[]
}

export type Diagnosis =
  /** Licensed, and renewing as it should. */
  | { kind: 'well' }
  /** It does not ask KMS hosts, or has not reported for too long: none of the causes is in question. */
  | { kind: 'notApplicable' }
  /** The likeliest first. isSure: the first one is more than a guess. */
  | { kind: 'causes'; causes: [Cause, ...Cause[]]; isSure: boolean }
  /** Too little is known for any cause. */
  | { kind: 'cannotTell'; unknown: Gap[] }

/**
 * Weighs everything that is known of a machine that is not well into ranked causes. A cause that more speaks against than
 * for is not listed, so the listed ones agree with the facts; all are drawn from the same signs, so they never
 * contradict each other.
 */
export function diagnose(facts: MachineFacts): Diagnosis {
  const { channel, activatedBy } = facts.machine
  if (isWell(facts)) return { kind: 'well' }
  const throughDirectory = activatedBy === 'directory' && failuresOf(facts).length === 0
  if (channel !== 'KMS client' || throughDirectory || facts.license.condition === 'silent') {
    return { kind: 'notApplicable' }
  }
  const causes = weigh(signsOf(facts), facts)
  const [first, second] = causes
  if (first === undefined) return { kind: 'cannotTell', unknown: gapsOf(facts) }
  const lead = first.weight - (second?.weight ?? 0)
  const isSure = first.weight >= SURE_WEIGHT && lead >= SURE_LEAD
  return { kind: 'causes', causes: [first, ...causes.slice(1)], isSure }
}

/** A licensed machine is well until several renewals are missing or its last attempt failed. */
function isWell(facts: MachineFacts): boolean {
  const { condition, missedRenewals = 0, lastRenewedAt } = facts.license
  if (condition !== 'licensed') return false
  if (missedRenewals >= MISSED_RENEWALS_TO_WATCH) return false
  const [failed] = failuresOf(facts).filter(({ code }) => troubleOf(code) !== undefined)
  return failed === undefined || Date.parse(failed.at) <= Date.parse(lastRenewedAt ?? '')
}

function weigh(signs: readonly Sign[], facts: MachineFacts): Cause[] {
  const gaps = gapsOf(facts)
  const kinds = [...new Set(signs.flatMap(({ kind }) => Object.keys(WEIGHTS[kind]) as CauseKind[]))]
  return kinds
    .map((kind): Cause => {
      const weightOf = (sign: Sign) => WEIGHTS[sign.kind][kind] ?? 0
      return {
        kind,
        weight: signs.reduce((sum, sign) => sum + weightOf(sign), 0),
        for: signs.filter((sign) => weightOf(sign) > 0).toSorted((a, b) => weightOf(b) - weightOf(a)),
        against: signs.filter((sign) => weightOf(sign) < 0),
        unknown: gaps.filter((gap) => MATTERS_TO[gap].includes(kind)),
      }
    })
    .filter(({ weight }) => weight >= LEAST_WEIGHT)
    .toSorted((one, other) => other.weight - one.weight)
    .slice(0, MOST_CAUSES)
}

const MOST_CAUSES = 4

const MATTERS_TO: Readonly<Record<Gap, readonly CauseKind[]>> = {
  attempts: [
    'hostDown',
    'recordMissing',
    'wrongSuffix',
    'ownNetwork',
    'firewall',
    'wrongHost',
    'rearmedImage',
    'notAsking',
  ],
  dns: ['recordMissing', 'wrongSuffix', 'ownNetwork'],
  doors: ['hostDown', 'firewall', 'ownNetwork', 'wrongHost'],
  counts: ['countLow', 'sharedCmid'],
  keys: ['keyTooOld'],
  clock: ['clock'],
  cmid: ['countLow', 'sharedCmid', 'rearmedImage'],
  neighbours: ['recordMissing', 'wrongSuffix', 'ownNetwork', 'hostDown', 'firewall'],
}

/** What nobody has brought of all that could tell causes apart. */
function gapsOf({ attempts, dns, hosts = [], clock, cmid, neighbours, registered }: MachineFacts): Gap[] {
  const missing: Record<Gap, boolean> = {
    attempts: attempts === undefined,
    dns: dns === undefined && registered === undefined,
    doors: hosts.every(({ door }) => door === undefined),
    counts: hosts.every(({ count }) => count === undefined),
    keys: hosts.every(({ keys = [] }) => keys.length === 0),
    clock: clock === undefined,
    cmid: cmid === undefined,
    neighbours: neighbours === undefined,
  }
  return (Object.keys(missing) as Gap[]).filter((gap) => missing[gap])
}
