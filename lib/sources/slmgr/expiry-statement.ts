import type {
  Channel,
  LicenseObservation,
  LicenseStatus,
  ObservedProduct,
} from '@/lib/activation/observation'
import { maskProductKeys } from '@/lib/activation/product/product-key'
import type { SlmgrField } from '../labels/slmgr-fields'
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
