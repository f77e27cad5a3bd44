import { isGrace } from '@/lib/activation/license/license-status'
import type { LicenseStatus } from '@/lib/activation/observation'
import { minutesAfter } from '../transcript/later'

export interface Expiry {
  remainingMinutes?: number
  expiresAt?: string
}

/**
 * The end of a license. No minutes on a licensed product mean that it is permanent (article, editor's
 * note, and SoftwareLicensingProduct in the WMI reference), unless the source names an end date. No minutes
 * outside a grace period mean nothing.
 */
export function expiryOf(
  status: LicenseStatus,
  observedAt: string,
  given: { minutes?: number | undefined; endDate?: string | undefined },
): Expiry {
  const { minutes, endDate } = given
  if (minutes !== undefined && (minutes > 0 || isGrace(status))) {
    return { remainingMinutes: minutes, expiresAt: minutesAfter(observedAt, minutes) }
  }
  return endDate === undefined ? {} : { expiresAt: endDate }
}
