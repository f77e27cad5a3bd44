import type { LicenseStatus } from '../observation'

/** Clocks of volume activation. Minutes unless the name says otherwise. */

/** Milliseconds. */
export const MINUTE_MS = 60_000
/** Milliseconds. */
export const DAY_MS = 86_400_000
/** Minutes. */
export const DAY_MINUTES = 1440

/** A client that is not yet activated asks again after this long (KMS planning guide, Microsoft, 11/2024). */
export const ACTIVATION_INTERVAL_MINUTES = 120

/** An activated client renews after this long: 7 days (same source). */
export const RENEWAL_INTERVAL_MINUTES = 10_080

/** Both intervals can be set on the host between 15 minutes and 30 days (/sai, /sri). */
export const INTERVAL_LIMITS_MINUTES = { min: 15, max: 43_200 } as const

/** Each success is good for 180 days from the answer, through KMS and the directory alike. */
export const KMS_VALIDITY_MINUTES = 259_200

/** The longest an evaluation runs from its activation: 180 days (Evaluation Center of Microsoft; Windows clients have 90). */
export const EVALUATION_MINUTES = 259_200

/** Out-of-tolerance grace after a lapsed activation. */
export const LAPSE_GRACE_DAYS = 30

/** Clients whose clock is off by more are refused with 0xC004F06C. */
export const CLOCK_SKEW_LIMIT_MINUTES = 240

/** Initial grace, days. Server 2008 has 60 (editor's note of the Volume Activation 2.0 article), all others 30. */
export const INITIAL_GRACE_DAYS = 30
export const INITIAL_GRACE_DAYS_SERVER_2008 = 60

/**
 * Length of a grace period in days where the source did not say how much is left. generation: as productOf
 * names it; only the initial grace of Server 2008 (not R2) differs from 30.
 */
export function graceDays(status: LicenseStatus, generation?: string): number {
  const isServer2008 = /^Windows Server 2008(?! R2)/.test(generation ?? '')
  if (status === 'initialGrace' && isServer2008) return INITIAL_GRACE_DAYS_SERVER_2008
  return INITIAL_GRACE_DAYS
}
