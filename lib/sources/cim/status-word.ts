import { statusFromNumber } from '@/lib/activation/license/license-status'
import type { LicenseStatus } from '@/lib/activation/observation'

/** Enum names of PowerShell and VAMT and the words of slmgr.vbs, letters only. */
const BY_LETTERS: Readonly<Record<string, LicenseStatus>> = {
  unlicensed: 'unlicensed',
  notlicensed: 'unlicensed',
  licensed: 'licensed',
  oobgrace: 'initialGrace',
  ooboutofboxgrace: 'initialGrace',
  outofboxgrace: 'initialGrace',
  initialgrace: 'initialGrace',
  initialgraceperiod: 'initialGrace',
  ootgrace: 'outOfToleranceGrace',
  outoftolerancegrace: 'outOfToleranceGrace',
  additionalgrace: 'outOfToleranceGrace',
  additionalgraceperiod: 'outOfToleranceGrace',
  nongenuinegrace: 'nonGenuineGrace',
  nongenuinegraceperiod: 'nonGenuineGrace',
  notification: 'notification',
  notifications: 'notification',
  notificationmode: 'notification',
  extendedgrace: 'extendedGrace',
  extendedgraceperiod: 'extendedGrace',
}

/** A license status as number or word in any spelling ("OOB Grace", "OOBGrace"); absent when unknown. */
export function statusFromWord(text: string | undefined): LicenseStatus | undefined {
  const word = text?.trim() ?? ''
  const byNumber = statusFromNumber(word)
  if (byNumber !== undefined) return byNumber
  const letters = word
    .replace(/\(.*\)/, '')
    .replace(/[^a-z]/gi, '')
    .toLowerCase()
  return BY_LETTERS[letters]
}
