import { DAY_MINUTES, KMS_VALIDITY_MINUTES, LAPSE_GRACE_DAYS } from '../kms/timers'
import { LICENSE_STATUS_BY_NUMBER } from '../license/license-status'
import type { LicenseStatus } from '../observation'
import type { Fleet } from './fleet'

const LICENSED = 1
const OUT_OF_TOLERANCE = 3
const NOTIFICATION = 5

const VALIDITY_SECONDS = KMS_VALIDITY_MINUTES * 60
const LAPSE_SECONDS = LAPSE_GRACE_DAYS * DAY_MINUTES * 60

/**
 * Brings a license up to date: after its validity 30 days of grace, after any grace notification. The same
 * rule as lapse.ts for machines that know their own state, in numbers.
 */
export function advance(fleet: Fleet, license: number, now: number): void {
  if (fleet.status[license] === LICENSED && endsAt(fleet, license) <= now) {
    fleet.status[license] = OUT_OF_TOLERANCE
    fleet.endsAt[license] = endsAt(fleet, license) + LAPSE_SECONDS
  }
  const isInGrace = fleet.status[license] !== LICENSED && fleet.status[license] !== NOTIFICATION
  if (isInGrace && endsAt(fleet, license) <= now) {
    fleet.status[license] = NOTIFICATION
    fleet.endsAt[license] = 0
  }
}

/** A host's success: 180 days from now. */
export function makeLicensed(fleet: Fleet, license: number, now: number): void {
  fleet.status[license] = LICENSED
  fleet.wasLicensed[license] = 1
  fleet.endsAt[license] = now + VALIDITY_SECONDS
}

/** The license status of a license of the fleet. */
export function statusOf(fleet: Fleet, license: number): LicenseStatus {
  const number = fleet.status[license] as keyof typeof LICENSE_STATUS_BY_NUMBER
  return LICENSE_STATUS_BY_NUMBER[number]
}

/** Whole minutes left of validity or grace; 0 in notification. */
export function remainingMinutes(fleet: Fleet, license: number, now: number): number {
  if (fleet.status[license] === NOTIFICATION) return 0
  return Math.max(0, Math.floor((endsAt(fleet, license) - now) / 60))
}

const endsAt = (fleet: Fleet, license: number): number => fleet.endsAt[license] ?? 0
