import type { SlmgrField } from '../labels/slmgr-fields'
import { consoleRowOf } from '../transcript/console-row'
import { promptOf } from '../transcript/prompt'
import { SLMGR_MATCHER } from './slmgr-rows'

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

const SLMGR_COMMAND = /\bslmgr(?:\.vbs)?\b/i

/**
 * How sure it is, 0 to 1, that a text has output of slmgr.vbs: known rows count, those that tell a status
 * count most. A description of a licensing channel behind an unknown label is a weak sign.
 */
export function slmgrLikelihood(head: string): number {
  if (OTHER_FORMATS.some((pattern) => pattern.test(head))) return 0
  const fields = new Set<SlmgrField>()
  let byShapeOnly = 0
  let ranSlmgr = false
  for (const text of head.split(/\r\n|\n|\r/, 4000)) {
    if (text.length > 400) continue
    const row = consoleRowOf({ line: 1, text }).text
    if (SLMGR_COMMAND.test(promptOf(row)?.command ?? '')) ranSlmgr = true
    const match = SLMGR_MATCHER.match(row)
    if (match?.language !== undefined) fields.add(match.field)
    else if (match?.field === 'description' || match?.field === 'name') byShapeOnly += 1
  }
  fields.delete('osppStart')
  fields.delete('error')
  if ([...fields].some((field) => TELLING.has(field))) return Math.min(0.97, 0.7 + 0.05 * fields.size)
  if (fields.size >= 3) return 0.5
  if (byShapeOnly > 0) return 0.35
  return ranSlmgr || fields.has('activated') || fields.has('activating') ? 0.3 : 0
}
