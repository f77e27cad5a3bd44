import type { KmsRequestObservation, LicenseStatus } from '../observation'
import { SUCCESS_CODE } from '../reason/reason-code'
import { KMS_VALIDITY_MINUTES, MINUTE_MS } from './timers'

/** What a client's license is after a KMS host answered its request. */
export interface LicenseAfterRequest {
  status: LicenseStatus
  /** Absent after a success. */
  reason?: string
  /** ISO 8601 UTC; absent when the client reported no minutes. */
  expiresAt?: string
  remainingMinutes?: number
}

/**
 * A request with success makes the client licensed for 180 days from the answer (KMS planning guide,
 * Microsoft, 11/2024). A refused one leaves the client as it described itself when it asked; the host's
 * answer is the reason.
 */
export function licenseAfterRequest(request: KmsRequestObservation): LicenseAfterRequest {
  if (request.hresult === SUCCESS_CODE) {
    return {
      status: 'licensed',
      expiresAt: minutesAfter(request.at, KMS_VALIDITY_MINUTES),
      remainingMinutes: KMS_VALIDITY_MINUTES,
    }
  }
  const refused = { status: request.status, reason: request.hresult }
  if (request.remainingMinutes <= 0) return refused
  return {
    ...refused,
    expiresAt: minutesAfter(request.at, request.remainingMinutes),
    remainingMinutes: request.remainingMinutes,
  }
}

function minutesAfter(iso: string, minutes: number): string {
  return new Date(Date.parse(iso) + minutes * MINUTE_MS).toISOString()
}
