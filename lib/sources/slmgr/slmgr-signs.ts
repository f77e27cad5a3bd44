import type { SlmgrField } from '../labels/slmgr-fields'
import { headRows } from '../transcript/labels-in-row'
import { fieldByShape, SLMGR_MATCHER } from './slmgr-rows'

/** Rows that show a status by themselves or together with the product's name. */
const TELLING: ReadonlySet<SlmgrField> = new Set([
  'status',
  'volumeExpiration',
  'timebasedExpiration',
  'notificationReason',
  'xprVolume',
  'xprTimebased',
  'xprAvma',
  'xprPermanent',
  'xprNotification',
  'xprInitialGrace',
  'xprAdditionalGrace',
  'xprNonGenuineGrace',
  'xprExtendedGrace',
] as const)

/** Texts other readers know: a list or dump of WMI properties, JSON, XML, output of ospp.vbs. */
const OTHER_FORMATS = [
  /^\s*[<{]/,
  /^\s*\[\s*[{\]"]/,
  /^\s*(?:LicenseStatus|GracePeriodRemaining|ApplicationID)\s*[:=]/m,
  /^[^\n]{0,40}(?:SKU ID|LICENSE NAME)\s*[::]/m,
]

/** What stands above a sentence of /xpr in every language. */
const XPR_HEAD = /^Windows\b.{0,80}\bedition\s?[:：]$/
/** What stands between the words of /ato in every language. */
const ACTIVATING = /\bedition \([0-9a-f-]{36}\)/i
const SLMGR_COMMAND = /\bslmgr(?:\.vbs)?\b/i

/** Signs without a status: enough to read the text and say what is missing. */
const WEAK = 0.5

/**
 * How sure it is, 0 to 1, that a text has output of slmgr.vbs: known rows count, those that tell a status
 * count most. A product's name or description behind any label, and a prompt that ran slmgr, are weak signs.
 */
export function slmgrLikelihood(head: string): number {
  if (OTHER_FORMATS.some((pattern) => pattern.test(head))) return 0
  const fields = new Set<SlmgrField>()
  let isWeakSign = false
  for (const row of headRows(head)) {
    const match = SLMGR_MATCHER.match(row.text)
    if (match?.language !== undefined) fields.add(match.field)
    if (
      SLMGR_COMMAND.test(row.prompt?.command ?? '') ||
      namesProduct(match) ||
      XPR_HEAD.test(row.text) ||
      ACTIVATING.test(row.text)
    )
      isWeakSign = true
  }
  fields.delete('osppStart')
  if ([...fields].some((field) => TELLING.has(field))) return Math.min(0.97, 0.7 + 0.05 * fields.size)
  if (fields.size >= 4 || fields.has('activated') || fields.has('activating')) return WEAK
  return isWeakSign ? WEAK : 0
}

function namesProduct(match: ReturnType<typeof SLMGR_MATCHER.match>): boolean {
  if (match === undefined || !(match.field === 'name' || match.field === 'description')) return false
  const shape = fieldByShape(match.value)
  return shape === 'name' || shape === 'description'
}
