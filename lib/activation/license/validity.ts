import { DAY_MINUTES, EVALUATION_MINUTES, graceDays, KMS_VALIDITY_MINUTES, MINUTE_MS } from '../kms/timers'
import type { Channel, LicenseStatus } from '../observation'
import { isGrace } from './license-status'

/** How we know when a license ends. */
export type EndBasis = 'reported' | 'assumedValidity' | 'assumedGrace'

export interface LicenseEnd {
  /** Milliseconds since 1970. */
  at: number
  basis: EndBasis
}

export interface ValidityFacts {
  status: LicenseStatus
  channel: Channel
  /** ISO 8601 UTC. */
  observedAt: string
  expiresAt?: string | undefined
  remainingMinutes?: number | undefined
  /** 'Windows Server 2008': its initial grace is longer. */
  generation?: string | undefined
}

const timeOf = (iso: string | undefined): number | undefined => {
  const time = Date.parse(iso ?? '')
  return Number.isNaN(time) ? undefined : time
}

/**
 * When a reported license ends: the date the source gave, else its minutes counted from the observation,
 * else an upper bound counted from the observation: 180 days for a licensed KMS client or an evaluation, the grace of the
 * generation for a license in grace. Absent for what has no end: a permanent license, notification, unlicensed.
 */
export function licenseEnd(facts: ValidityFacts): LicenseEnd | undefined {
  if (facts.status === 'notification' || facts.status === 'unlicensed') return undefined
  const expiresAt = timeOf(facts.expiresAt)
  if (expiresAt !== undefined) return { at: expiresAt, basis: 'reported' }
  const observedAt = timeOf(facts.observedAt)
  if (observedAt === undefined) return undefined
  if (facts.remainingMinutes !== undefined && facts.remainingMinutes > 0) {
    return { at: observedAt + facts.remainingMinutes * MINUTE_MS, basis: 'reported' }
  }
  const assumed = assumedMinutes(facts)
  if (assumed === undefined) return undefined
  return {
    at: observedAt + assumed * MINUTE_MS,
    basis: facts.status === 'licensed' ? 'assumedValidity' : 'assumedGrace',
  }
}

function assumedMinutes(facts: ValidityFacts): number | undefined {
  if (facts.status === 'licensed' && facts.channel === 'KMS client') return KMS_VALIDITY_MINUTES
  if (facts.status === 'licensed' && facts.channel === 'Evaluation') return EVALUATION_MINUTES
  if (!isGrace(facts.status)) return undefined
  return graceDays(facts.status, facts.generation) * DAY_MINUTES
}

/**
 * The end to store beside an observation, so that the database needs no rule for absent dates: licenseEnd
 * as ISO 8601 UTC, absent when there is none.
 */
export function endsAtOf(facts: ValidityFacts): string | undefined {
  const end = licenseEnd(facts)
  return end === undefined ? undefined : new Date(end.at).toISOString()
}
