import type {
  Channel,
  LicenseObservation,
  LicenseStatus,
  ObservedProduct,
} from '@/lib/activation/observation'
import { maskProductKeys } from '@/lib/activation/product/product-key'
import type { SlmgrField } from '../labels/slmgr-fields'
import type { MomentHints } from '../moments'
import { minutesAfter } from '../transcript/later'
import { present } from '../transcript/present'
import { productMarks } from '../transcript/product-marks'
import { plainTextOf } from '../transcript/values'

export interface Statement {
  status: LicenseStatus
  channel?: Channel
  activatedBy?: LicenseObservation['activatedBy']
}

/** What each sentence of slmgr /xpr says (slmgr.vbs, Vista SP1 and later). */
const STATEMENTS: Partial<Record<SlmgrField, Statement>> = {
  xprVolume: { status: 'licensed', channel: 'KMS client' },
  xprTimebased: { status: 'licensed' },
  xprAvma: { status: 'licensed', channel: 'AVMA', activatedBy: 'avma' },
  xprPermanent: { status: 'licensed' },
  xprInitialGrace: { status: 'initialGrace' },
  xprAdditionalGrace: { status: 'outOfToleranceGrace' },
  xprNonGenuineGrace: { status: 'nonGenuineGrace' },
  xprExtendedGrace: { status: 'extendedGrace' },
  xprNotification: { status: 'notification' },
}

/** The longest an activation or a grace lasts, in days: AVMA 7, evaluations and KMS 180, initial grace of Vista and Server 2008 60. */
const LONGEST_DAYS: Partial<Record<SlmgrField, number>> = {
  xprVolume: 180,
  xprTimebased: 180,
  xprAvma: 7,
  xprInitialGrace: 60,
  xprAdditionalGrace: 30,
  xprNonGenuineGrace: 30,
  xprExtendedGrace: 30,
}

/** Between which times the end that a sentence names must lie, so that 6/3/2026 often has one reading only. A day is for clocks and zones. */
export function possibleEnds(field: SlmgrField | undefined, observedAt: string): MomentHints {
  const days = field === undefined ? undefined : LONGEST_DAYS[field]
  if (days === undefined) return {}
  const notBefore = minutesAfter(observedAt, -DAY_MINUTES)
  return { notBefore, notAfter: minutesAfter(observedAt, (days + 1) * DAY_MINUTES) }
}

const DAY_MINUTES = 24 * 60

const UNLICENSED: Statement = { status: 'unlicensed' }

/** The statement of a row, if it is one; a bare "Unlicensed" is one only below a product's name. */
export function statementOf(
  row: { field?: SlmgrField; text: string },
  hasName: boolean,
): Statement | undefined {
  if (row.field !== undefined) return STATEMENTS[row.field]
  return hasName && /^unlicensed\.?$/i.test(row.text) ? UNLICENSED : undefined
}

/** `Windows(R), Enterprise edition:` as a product. */
export function namedProduct(line: string | undefined, { channel }: Statement): ObservedProduct {
  const text = plainTextOf(line?.replace(/\s*[::]\s*$/, ''))
  const name = text === undefined ? undefined : maskProductKeys(text)
  const evaluation = /Eval\b/.test(name ?? '') ? 'Evaluation' : undefined
  return present({ name, channel: channel ?? evaluation, ...productMarks(name) })
}
