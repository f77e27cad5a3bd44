import type { LicenseStatus } from '../observation'

/** License status by the number Windows uses (WMI LicenseStatus, KMS event payloads). */
export const LICENSE_STATUS_BY_NUMBER = {
  0: 'unlicensed',
  1: 'licensed',
  2: 'initialGrace',
  3: 'outOfToleranceGrace',
  4: 'nonGenuineGrace',
  5: 'notification',
  6: 'extendedGrace',
} as const satisfies Record<number, LicenseStatus>

/** Best first: the order of lists, legends and charts. */
export const LICENSE_STATUS_ORDER: readonly LicenseStatus[] = [
  'licensed',
  'initialGrace',
  'outOfToleranceGrace',
  'extendedGrace',
  'nonGenuineGrace',
  'notification',
  'unlicensed',
]

/** The words of slmgr.vbs, shortened where it adds an explanation in brackets. */
export const LICENSE_STATUS_LABEL: Readonly<Record<LicenseStatus, string>> = {
  licensed: 'Licensed',
  initialGrace: 'Initial grace period',
  outOfToleranceGrace: 'Additional grace period',
  extendedGrace: 'Extended grace period',
  nonGenuineGrace: 'Non-genuine grace period',
  notification: 'Notification',
  unlicensed: 'Unlicensed',
}

const GRACE: ReadonlySet<LicenseStatus> = new Set([
  'initialGrace',
  'outOfToleranceGrace',
  'nonGenuineGrace',
  'extendedGrace',
])

/** The status for 0 to 6 as a number or its digits; absent for anything else. */
export function statusFromNumber(value: number | string): LicenseStatus | undefined {
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value)
  return (LICENSE_STATUS_BY_NUMBER as Readonly<Record<number, LicenseStatus>>)[number]
}

/** The number Windows uses for a status. */
export function numberOfStatus(status: LicenseStatus): number {
  const entry = Object.entries(LICENSE_STATUS_BY_NUMBER).find(([, name]) => name === status)
  return Number(entry?.[0] ?? 0)
}

/** True in any of the four grace periods. */
export function isGrace(status: LicenseStatus): boolean {
  return GRACE.has(status)
}
